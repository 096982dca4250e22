import {
  Brush,
  CircleDot,
  Ellipsis,
  GraduationCap,
  HandHeart,
  Handshake,
  ShoppingBasket,
  Siren,
  Stethoscope,
  TriangleAlert,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { NeedCategory, Urgency } from '../../domain/needs.ts';

export const categoryIcons: Readonly<Record<NeedCategory, LucideIcon>> = {
  errand: ShoppingBasket,
  medical: Stethoscope,
  repair: Wrench,
  cleaning: Brush,
  company: HandHeart,
  learning: GraduationCap,
  mediation: Handshake,
  hazard: TriangleAlert,
  other: Ellipsis,
};

export const urgencyIcons: Readonly<Record<Urgency, LucideIcon>> = {
  emergency: Siren,
  urgent: TriangleAlert,
  normal: CircleDot,
};
