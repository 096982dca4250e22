import { MonitorDown, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { StorageUse } from './storage-use.tsx';
import { meWords } from './words.ts';

export interface ThisDeviceProps {
  readonly version: string;
  readonly install: { readonly way: 'offered' | 'ios' | 'none'; readonly start: () => void };
  readonly update: {
    readonly waiting: boolean;
    /** False when nobody could be asked. */
    readonly check: () => Promise<boolean>;
    readonly accept: () => void;
  };
}

type Checked = 'updateChecking' | 'updateNone' | 'updateOffline' | null;

/** Name, version, storage; putting it on the home screen; looking for a new version. */
export function ThisDevice({ version, install, update }: ThisDeviceProps) {
  const say = useWords(meWords);
  const { device } = useSession();
  const [checked, setChecked] = useState<Checked>(null);
  const check = async () => {
    setChecked('updateChecking');
    setChecked((await update.check()) ? 'updateNone' : 'updateOffline');
  };
  const news = update.waiting ? 'updateWaiting' : checked;
  return (
    <Section title={say('device')}>
      <Card>
        <FieldRow label={say('deviceName')}>{device.name}</FieldRow>
        <FieldRow label={say('version')}>{version}</FieldRow>
        <StorageUse />
      </Card>
      {install.way !== 'none' && (
        <ListRow
          icon={MonitorDown}
          title={say('install')}
          detail={say(install.way === 'ios' ? 'installIos' : 'installHint')}
          onClick={install.way === 'offered' ? install.start : undefined}
        />
      )}
      <ListRow
        icon={RefreshCw}
        title={say('update')}
        detail={news === null ? undefined : <output>{say(news)}</output>}
        onClick={() => (update.waiting ? update.accept() : void check())}
      />
    </Section>
  );
}
