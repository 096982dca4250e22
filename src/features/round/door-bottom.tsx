import { careStanding } from '../../domain/rules/care-plan.ts';
import { isSettled, type DoorState } from '../../domain/rules/coverage.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import type { Visit } from '../../domain/visits.ts';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import { doorLabel, stateFaces } from './door-face.ts';
import css from './door-bottom.module.css';
import type { Household } from './use-door.ts';
import type { Door } from './use-round.ts';
import { roundWords } from './words.ts';

/** The one thing to do at this door: log the visit, go on with it, or walk to the next door. */
export function DoorBottom({
  household,
  state,
  done,
  next,
  visit,
  notIn,
  walkOn,
  inRound,
}: {
  readonly household: Household;
  readonly state: DoorState;
  /** Whether this door needs nothing more now. */
  readonly done: boolean;
  readonly next: Door | null;
  readonly visit: () => void;
  readonly notIn: () => void;
  readonly walkOn: () => void;
  /** Whether this person goes from door to door here, or only looks in on somebody. */
  readonly inRound: boolean;
}) {
  const say = useWords(roundWords);
  const { begun, resting } = household;
  if (done && !begun) {
    return (
      <div className={css['pair']}>
        <span className={css['other']}>
          {resting ? (
            // Nothing happens here for a while: whoever taps twice must not undo or leave the first tap.
            <QuietButton disabled>{say(stateFaces[state].word)}</QuietButton>
          ) : (
            <QuietButton onClick={visit}>{say('visitAgain')}</QuietButton>
          )}
        </span>
        <span className={css['main']}>
          <PrimaryButton onClick={walkOn}>
            {next
              ? say(next.state === 'unvisited' ? 'nextIs' : 'knockAgain', { door: doorLabel(next) })
              : say(inRound ? 'toRound' : 'toToday')}
          </PrimaryButton>
        </span>
      </div>
    );
  }
  return (
    <div className={css['pair']}>
      <span className={css['other']}>
        <QuietButton onClick={notIn}>{say('notIn')}</QuietButton>
      </span>
      <span className={css['main']}>
        <PrimaryButton onClick={visit}>{say(begun ? 'visitGoOn' : 'visitNow')}</PrimaryButton>
      </span>
    </div>
  );
}

/** Whether a door needs nothing more now: just recorded here, or settled this month with nobody due. */
export function isDone(
  { people, resting }: Household,
  state: DoorState,
  counting: readonly Visit[],
  justRecorded: boolean,
  now: number,
): boolean {
  if (resting || (justRecorded && state !== 'unvisited')) return true;
  return (
    isSettled(state) &&
    people.every((person) => {
      const standing = careStanding(person, counting, defaultSettings, now);
      return standing === null || standing.state === 'onTime';
    })
  );
}
