import { useState } from 'react';
import { stepReached, type VisitStep } from '../../domain/visit-draft.ts';
import { visitQuestions } from '../../domain/visit-questions.ts';
import type { Visit } from '../../domain/visits.ts';
import { useMemory } from '../../store/device-context.tsx';

const looks = visitQuestions.filter(({ part }) => part === 'look').map(({ id }) => id);

/** The step one is on, remembered on the device, so that a killed app opens the form at the same one. */
export function useVisitStep(visit: Visit): readonly [VisitStep, (step: VisitStep) => void] {
  const [remembered, remember] = useMemory<{ id: string; step: VisitStep } | null>(
    'visit.step',
    null,
  );
  // A tap turns the page at once; remembering it can take its time.
  const [turned, setTurned] = useState<VisitStep | null>(null);
  // As it was when the form was opened: what another tab fills in turns no page here.
  const [reached] = useState(() => stepReached(visit, looks));
  const left = remembered?.id === visit.id ? remembered.step : reached;
  const turn = (step: VisitStep) => {
    setTurned(step);
    remember({ id: visit.id, step });
  };
  return [turned ?? left, turn];
}
