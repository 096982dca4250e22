import { Ban } from 'lucide-react';
import { useState } from 'react';
import { deviceState } from '../../domain/rules/devices.ts';
import { Card } from '../../ui/card.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { formatWhen } from '../../ui/format.ts';
import { AppLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { DeviceStatePill } from './device-state.tsx';
import css from './devices.module.css';
import { EndDeviceSheet } from './end-device-sheet.tsx';
import type { Device, Devices } from './use-devices.ts';
import { deviceWords } from './words.ts';

interface Props {
  readonly device: Device;
  readonly devices: Devices;
  readonly back: string | undefined;
}

/** One device: whose, since when, when last heard of, what is on it; and ending its use. */
export function DevicePage({ device, devices, back }: Props) {
  const say = useWords(deviceWords);
  const [ending, setEnding] = useState(false);
  const here = devices.isThisOne(device);
  return (
    <Page
      pane
      title={device.deviceName ?? say('unnamed')}
      over={device.title}
      back={back}
      bottom={
        devices.mayEnd(device) && (
          <PrimaryButton tone="alarm" icon={Ban} onClick={() => setEnding(true)}>
            {say('end')}
          </PrimaryButton>
        )
      }
    >
      <div className={css['pills']}>
        <DeviceStatePill device={device} now={devices.now} />
        {here && <Pill tone="teal">{say('thisOne')}</Pill>}
      </div>
      <DeviceFacts device={device} devices={devices} />
      {device.ended && <Loss device={device} />}
      {here && <p className={css['quiet']}>{say('toSignOut')}</p>}
      {ending && <EndDeviceSheet device={device} onClose={() => setEnding(false)} />}
    </Page>
  );
}

function DeviceFacts({ device, devices }: Pick<Props, 'device' | 'devices'>) {
  const say = useWords(deviceWords);
  const { now, reader } = devices;
  const { waiting: unsent = 0, held, person, ended, compared } = device;
  const when = (at: number) => formatWhen(at, now);
  return (
    <Card>
      <FieldRow label={say('holder')}>
        {person === undefined || person === reader.person ? (
          device.title
        ) : (
          <AppLink className={css['link']} to={`/people/${person}`}>
            {device.title}
          </AppLink>
        )}
      </FieldRow>
      <FieldRow label={say('since')}>{when(device.createdAt)}</FieldRow>
      <FieldRow label={say('lastHeard')}>
        {device.heardAt === undefined ? say('unknown') : when(device.heardAt)}
      </FieldRow>
      <FieldRow label={say('notUploaded')}>
        {unsent > 0
          ? say('heldCount', { n: unsent })
          : say(deviceState(device, now) === 'online' ? 'allUploaded' : 'allUploadedThen')}
      </FieldRow>
      {held !== undefined && (
        <FieldRow label={say('held')}>{say('heldCount', { n: held })}</FieldRow>
      )}
      <FieldRow label={say('compared')}>
        {compared === undefined
          ? say('neverCompared')
          : say(compared.differing > 0 ? 'comparedDiffers' : 'comparedSame', {
              when: when(compared.at),
              n: compared.differing,
            })}
      </FieldRow>
      {device.app !== undefined && <FieldRow label={say('version')}>{device.app}</FieldRow>}
      {ended && (
        <FieldRow label={say('endedBy')}>
          {say(ended.how === 'lost' ? 'endedByLost' : 'endedByReturned', {
            name: ended.byName,
            when: when(ended.at),
          })}
        </FieldRow>
      )}
      {ended && (
        <FieldRow label={say('wipedAt')}>
          {ended.wipedAt === undefined ? say('notWiped') : when(ended.wipedAt)}
        </FieldRow>
      )}
    </Card>
  );
}

/** What never arrived, as far as anybody but the device can know. */
function Loss({ device }: { readonly device: Device }) {
  const say = useWords(deviceWords);
  const unsent = device.waiting ?? 0;
  if (device.ended?.how !== 'lost') return null;
  return (
    <Section title={say('lossTitle')}>
      <p>{unsent > 0 ? say('lossKnown', { n: unsent }) : say('lossNone')}</p>
      <p>{say('lossAfter')}</p>
    </Section>
  );
}
