import { Ban, Check, CircleAlert, CloudUpload, Wifi } from 'lucide-react';
import { deviceState, type DeviceState } from '../../domain/rules/devices.ts';
import { formatRoughly, formatWhen } from '../../ui/format.ts';
import type { IconType } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/palette.ts';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import type { Device } from './use-devices.ts';
import { deviceWords } from './words.ts';

const looks: Readonly<Record<DeviceState, { readonly tone: Tone; readonly icon: IconType }>> = {
  online: { tone: 'teal', icon: Wifi },
  heard: { tone: 'teal', icon: Check },
  silent: { tone: 'amber', icon: CircleAlert },
  handingIn: { tone: 'amber', icon: CloudUpload },
  ended: { tone: 'grey', icon: Ban },
  wiped: { tone: 'grey', icon: Ban },
};

/** How things stand with a device, in a word. */
export function DeviceStatePill({
  device,
  now,
}: {
  readonly device: Device;
  readonly now: number;
}) {
  const say = useWords(deviceWords);
  const state = deviceState(device, now);
  const heardAt = device.heardAt ?? 0;
  return (
    <Pill {...looks[state]}>
      {say(`state.${state}`, {
        when: formatWhen(heardAt, now),
        time: formatRoughly(now - heardAt),
      })}
    </Pill>
  );
}
