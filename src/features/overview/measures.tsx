import type { Overview, Share } from '../../domain/rules/overview.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { useWords } from '../../ui/words.ts';
import { MeasureCard } from './measure-card.tsx';
import css from './overview.module.css';
import { overviewWords } from './words.ts';

const shareOf = ({ part, whole }: Share): number | undefined =>
  whole === 0 ? undefined : part / whole;

/** The four figures on top, each leading to what it counts. */
export function Measures({ overview }: { readonly overview: Overview }) {
  const say = useWords(overviewWords);
  const { coverage, visitsOnTime, answeredInTime } = overview;
  const onTime = shareOf(visitsOnTime);
  const answered = shareOf(answeredInTime);
  const covered = shareOf({ part: coverage.settled, whole: coverage.households });
  const { visitsOnTime: onTimeTarget, answeredInTime: answeredTarget } = defaultSettings;
  const figure = (share: number | undefined) => (share === undefined ? '—' : formatShare(share));
  return (
    <section aria-label={say('measures')} className={css['measures']}>
      <MeasureCard
        to="/watch"
        title={say('onTime')}
        value={figure(onTime)}
        share={onTime}
        tone={onTime !== undefined && onTime < onTimeTarget ? 'amber' : 'teal'}
        target={{
          words: say('onTimeTarget', { target: formatShare(onTimeTarget) }),
          share: onTimeTarget,
        }}
        made={onTime === undefined ? say('noData') : say('onTimeOf', { ...visitsOnTime })}
      />
      <MeasureCard
        to="/round"
        title={say('covered')}
        value={figure(covered)}
        share={covered}
        made={
          <>
            {say('coveredOf', { part: coverage.settled, whole: coverage.households })}
            {coverage.notIn > 0 && ` · ${say('notInToo', { n: coverage.notIn })}`}
          </>
        }
      />
      <MeasureCard
        to="/needs"
        title={say('answered')}
        value={figure(answered)}
        share={answered}
        tone={answered !== undefined && answered < answeredTarget ? 'amber' : 'teal'}
        target={{
          words: say('answeredTarget', { target: formatShare(answeredTarget) }),
          share: answeredTarget,
        }}
        made={answered === undefined ? say('noData') : say('answeredOf', { ...answeredInTime })}
      />
      <MeasureCard
        to="/needs"
        title={say('openNeeds')}
        value={say('openUnit', { n: formatNumber(overview.openNeeds) })}
        tone={overview.breachedNeeds > 0 ? 'alarm' : 'teal'}
        made={
          overview.breachedNeeds > 0
            ? say('breached', { n: overview.breachedNeeds })
            : say('noneBreached')
        }
      />
    </section>
  );
}
