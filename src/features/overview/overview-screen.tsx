import { FileUp, Map as MapIcon } from 'lucide-react';
import { useReader } from '../../store/device-context.tsx';
import { formatMonth, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { FreshnessList } from './freshness-list.tsx';
import { Measures } from './measures.tsx';
import { PlaceTable } from './place-table.tsx';
import { Trend } from './trend.tsx';
import { useOverview } from './use-overview.ts';
import { overviewWords } from './words.ts';

const mayOversee = new Set(['admin', 'socialWorker', 'head']);

/** How grids and buildings stand this month, and whose work has not come in yet. */
export function OverviewScreen() {
  const say = useWords(overviewWords);
  const reader = useReader();
  const data = useOverview();
  const title = say('title');
  const allowed = reader.grants.some((grant) => mayOversee.has(grant.role));
  if (!allowed) {
    return (
      <Page title={title}>
        <NoPermission />
      </Page>
    );
  }
  if (!data) {
    return (
      <Page title={title}>
        <LoadingState />
      </Page>
    );
  }
  const { overview, devices, now } = data;
  if (overview.rows.length === 0) {
    const admin = reader.grants.some((grant) => grant.role === 'admin');
    return (
      <Page title={title}>
        <EmptyState
          icon={MapIcon}
          title={say('noPlaces')}
          action={admin ? { label: say('goImport'), icon: FileUp, to: '/import' } : undefined}
        >
          {say('noPlacesHint')}
        </EmptyState>
      </Page>
    );
  }
  const silent = devices.filter((device) => device.silent);
  const longest = silent[0];
  return (
    <Page
      title={title}
      over={formatMonth(now)}
      wide
      subtitle={
        longest && (
          <Pill tone="grey">
            {say('silentCount', { n: silent.length, when: formatWhen(longest.heardAt, now) })}
          </Pill>
        )
      }
    >
      <Measures overview={overview} />
      <Section title={say('places')}>
        <PlaceTable rows={overview.rows} devices={devices} now={now} />
      </Section>
      <Trend
        thisMonth={data.thisMonth}
        lastMonth={data.lastMonth}
        households={overview.coverage.households}
      />
      <FreshnessList devices={devices} now={now} />
    </Page>
  );
}
