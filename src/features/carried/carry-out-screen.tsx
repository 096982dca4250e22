import { CircleCheck, Package, PackageCheck, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { Packed } from '../../store/carried-work.ts';
import { useDevice, useNow, usePacked, useUnsent } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import css from './carried.module.css';
import { fileName, sizeOf } from './file-name.ts';
import { HandOut } from './hand-out.tsx';
import { TakeIn } from './take-in.tsx';
import { carriedWords } from './words.ts';

/** Where no network comes: what waits is packed, handed to somebody, and its receipt taken in. */
export function CarryOutScreen() {
  const say = useWords(carriedWords);
  const { carried } = useDevice();
  const unsent = useUnsent();
  const packed = usePacked();
  const { once, failure } = useAttempt();
  const [busy, setBusy] = useState(false);
  const [parcel, setParcel] = useState<Packed | null>(null);
  const pack = async () => {
    setBusy(true);
    await once(async () => setParcel(await carried.pack()));
    setBusy(false);
  };
  if (!unsent || !packed) {
    return (
      <Page title={say('outTitle')} back="/upload">
        <LoadingState />
      </Page>
    );
  }
  const n = unsent.length;
  const cannot = parcel && !parcel.ok ? parcel.why : null;
  return (
    <Page
      title={say('outTitle')}
      back="/upload"
      bottom={
        n > 0 &&
        !parcel?.ok && (
          <PrimaryButton icon={Package} loading={busy} onClick={() => void pack()}>
            {busy ? say('packing') : say('pack', { n })}
          </PrimaryButton>
        )
      }
    >
      {n > 0 || parcel?.ok ? (
        <Card>
          <div className={css['stack']}>
            <p>{say('outHint')}</p>
            <p className={css['hint']}>{say('outStill')}</p>
          </div>
        </Card>
      ) : (
        <EmptyState icon={CircleCheck} title={say('nothing')}>
          {say('nothingHint')}
        </EmptyState>
      )}
      {(cannot === 'noServerKey' || cannot === 'notSecure') && <p role="alert">{say(cannot)}</p>}
      {failure !== null && <p role="alert">{say('packFailed')}</p>}
      {parcel?.ok && <Ready parcel={parcel} all={n} />}
      {packed.length > 0 && <PackedBefore />}
    </Page>
  );
}

function Ready({
  parcel,
  all,
}: {
  readonly parcel: Packed & { readonly ok: true };
  readonly all: number;
}) {
  const say = useWords(carriedWords);
  const { count } = parcel;
  return (
    <Card edge="teal">
      <div className={css['stack']}>
        <output className={css['ready']}>
          <strong>{say('ready')}</strong>
          <span>{say('readyOf', { n: count, size: sizeOf(parcel.parcel) })}</span>
        </output>
        {count < all && <p>{say('more', { n: count })}</p>}
        <HandOut sealed={parcel.parcel} name={fileName(parcel.madeAt, 'parcel')} />
      </div>
    </Card>
  );
}

/** Parcels that left, and the way for their receipts to come back. */
function PackedBefore() {
  const say = useWords(carriedWords);
  const packed = usePacked() ?? [];
  const now = useNow();
  return (
    <>
      <Section title={say('packed')} count={packed.length}>
        {packed.map(({ id, madeAt, count, settledAt }) => (
          <ListRow
            key={id}
            icon={settledAt > 0 ? PackageCheck : PackageOpen}
            title={say('packedAt', { when: formatWhen(madeAt, now), n: count })}
            right={
              <Pill tone={settledAt > 0 ? 'teal' : 'grey'}>
                {say(settledAt > 0 ? 'settled' : 'awaiting')}
              </Pill>
            }
          />
        ))}
      </Section>
      <Section title={say('receiptTitle')}>
        <p>{say('receiptHint')}</p>
        <TakeIn />
      </Section>
    </>
  );
}
