import { Ambulance, CircleAlert, DoorClosed, Flame, PersonStanding, Wind } from 'lucide-react';
import type { AlarmReason } from '../../domain/visits.ts';
import type { IconType } from '../../ui/icon.tsx';

export const reasonIcon: Readonly<Record<AlarmReason, IconType>> = {
  fall: PersonStanding,
  ill: Ambulance,
  noAnswer: DoorClosed,
  gas: Wind,
  fire: Flame,
  other: CircleAlert,
};
