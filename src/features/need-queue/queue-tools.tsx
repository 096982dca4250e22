import { CheckCheck, ListChecks, Plus, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { Pressable } from '../../ui/pressable.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { useWords } from '../../ui/words.ts';
import css from './queue-page.module.css';
import type { Queue } from './use-queue.ts';
import { queueWords } from './words.ts';

/** Searching, choosing several, raising a need; on a small screen the search opens when it is asked for. */
export function QueueTools({
  queue,
  wide,
  choosing,
  raises,
  onAll,
  onChoose,
}: {
  readonly queue: Queue;
  readonly wide: boolean;
  readonly choosing: boolean;
  readonly raises: boolean;
  readonly onAll: () => void;
  /** Absent where there is nothing to choose. */
  readonly onChoose?: () => void;
}) {
  const say = useWords(queueWords);
  const [opened, setOpened] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever opens the search wants to type; it is not taken from anybody who did not ask.
    if (opened) box.current?.querySelector('input')?.focus();
  }, [opened]);
  const searching = wide || opened || queue.search !== '';
  return (
    <div className={css['tools']}>
      {choosing && <Tool icon={CheckCheck} label={say('chooseAll')} onClick={onAll} />}
      {!wide && !choosing && (
        <Tool
          icon={Search}
          label={say('find')}
          expanded={searching}
          onClick={() => {
            setOpened(!searching);
            queue.setSearch('');
          }}
        />
      )}
      {onChoose && (
        <Tool
          icon={ListChecks}
          label={say(choosing ? 'stopChoosing' : 'choose')}
          pressed={choosing}
          onClick={onChoose}
        />
      )}
      {raises && <Tool icon={Plus} label={say('raise')} to="/raise" />}
      {searching && (
        <div className={css['search']} data-first={wide || undefined} ref={box}>
          <SearchBox label={say('search')} value={queue.search} onChange={queue.setSearch} />
        </div>
      )}
    </div>
  );
}

function Tool({
  icon,
  label,
  to,
  onClick,
  pressed,
  expanded,
}: {
  readonly icon: IconType;
  readonly label: string;
  readonly to?: string;
  readonly onClick?: () => void;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
}) {
  return (
    <Pressable
      className={css['tool']}
      to={to}
      onClick={onClick}
      aria-pressed={pressed}
      aria-expanded={expanded}
    >
      <Icon of={icon} size={1.15} />
      <span>{label}</span>
    </Pressable>
  );
}
