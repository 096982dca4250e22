import { Button } from '@mantine/core';
import { CloudUpload } from 'lucide-react';
import { leftBehind } from '../../domain/rules/devices.ts';
import { useMemory, useNow, useRecords, useSession } from '../../store/device-context.tsx';
import { formatWhen } from '../../ui/format.ts';
import { AppLink } from '../../ui/link.tsx';
import { NewsBar } from '../../ui/news-bar.tsx';
import { useWords } from '../../ui/words.ts';
import { deviceAddress } from './use-devices.ts';
import { deviceWords } from './words.ts';

const nothingSeen: readonly string[] = [];

/** On a new phone: which of her earlier devices still had work on it when it was last heard of. */
export function LeftBehindBar() {
  const say = useWords(deviceWords);
  const { person, device } = useSession();
  const now = useNow(600_000);
  const devices = useRecords('notices', { where: { kind: 'device' } });
  const [seen, setSeen] = useMemory('leftBehindSeen', nothingSeen);
  const signedInAt = devices?.find(({ id }) => id === device.id)?.createdAt;
  const left = leftBehind(devices ?? [], person.id, device.id).find(
    // A second device in use besides this one is no news.
    ({ id, heardAt = 0 }) => signedInAt !== undefined && heardAt < signedInAt && !seen.includes(id),
  );
  if (!left) return null;
  return (
    <NewsBar
      icon={CloudUpload}
      tone="amber"
      actions={
        <>
          <AppLink to={deviceAddress(left.id, 'all')}>{say('see')}</AppLink>
          <Button
            variant="subtle"
            color="amber"
            px="sm"
            onClick={() => setSeen([...seen, left.id])}
          >
            {say('seen')}
          </Button>
        </>
      }
    >
      {say('leftBehind', {
        device: left.deviceName ?? say('unnamed'),
        n: left.waiting ?? 0,
        when: formatWhen(left.heardAt ?? 0, now),
      })}
    </NewsBar>
  );
}
