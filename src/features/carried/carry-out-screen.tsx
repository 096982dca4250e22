import { CircleCheck, Package, PackageCheck, PackageOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PackedEntry } from '../../store/carried-entry.ts';
import type { Packed } from '../../store/carried-work.ts';
import {
  useDevice,
  useNow,
  usePacked,
  useSyncStatus,
  useUnsent,
} from '../../store/device-context.tsx';
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
      {packed.length > 0 && <PackedBefore packed={packed} />}
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
  const told = useRef<HTMLOutputElement>(null);
  // The button that was tapped is gone; what it led to has the focus.
  useEffect(() => told.current?.focus(), []);
  return (
    <Card edge="teal">
      <div className={css['stack']}>
        <output className={css['ready']} ref={told} tabIndex={-1}>
          <strong>{say('ready')}</strong>
          <span>{say('readyOf', { n: count, size: sizeOf(parcel.parcel) })}</span>
        </output>
        {count < all && <p>{say('more', { n: count })}</p>}
        <HandOut sealed={parcel.parcel} name={fileName(parcel.madeAt, 'parcel')} />
      </div>
    </Card>
  );
}

/** How many of the parcels packed here are shown; the receipts of all of them are taken in. */
const shownMost = 5;

function stateOf({ settledAt, syncedAt: before }: PackedEntry, syncedAt: number | null) {
  if (settledAt > 0) return { word: 'settled', tone: 'teal', icon: PackageCheck } as const;
  // Clocks are corrected and set back, so that they say nothing of what came first.
  const own = syncedAt !== null && syncedAt !== before;
  return own
    ? ({ word: 'ownWay', tone: 'teal', icon: PackageCheck } as const)
    : ({ word: 'awaiting', tone: 'grey', icon: PackageOpen } as const);
}

/** Parcels that left, and the way for their receipts to come back. */
function PackedBefore({ packed }: { readonly packed: readonly PackedEntry[] }) {
  const say = useWords(carriedWords);
  const { syncedAt } = useSyncStatus();
  const now = useNow();
  const rows = packed.slice(0, shownMost).map((entry) => ({ entry, ...stateOf(entry, syncedAt) }));
  return (
    <>
      <Section title={say('packed')} count={packed.length}>
        {rows.map(({ entry, word, tone, icon }) => (
          <ListRow
            key={entry.id}
            icon={icon}
            title={say('packedAt', { when: formatWhen(entry.madeAt, now) })}
            detail={say('rows', { n: entry.count })}
            right={<Pill tone={tone}>{say(word)}</Pill>}
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
