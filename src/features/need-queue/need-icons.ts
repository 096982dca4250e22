import {
  BookOpen,
  CircleDot,
  Ellipsis,
  HeartPulse,
  MessagesSquare,
  ShoppingBasket,
  Siren,
  Sparkles,
  TriangleAlert,
  Users,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { NeedCategory, Urgency } from '../../domain/needs.ts';

/** The pictures that a need has where it is raised. */
export const categoryIcons: Readonly<Record<NeedCategory, LucideIcon>> = {
  errand: ShoppingBasket,
  medical: HeartPulse,
  repair: Wrench,
  cleaning: Sparkles,
  company: Users,
  learning: BookOpen,
  mediation: MessagesSquare,
  hazard: TriangleAlert,
  other: Ellipsis,
};

export const urgencyIcons: Readonly<Record<Urgency, LucideIcon>> = {
  emergency: Siren,
  urgent: TriangleAlert,
  normal: CircleDot,
};
