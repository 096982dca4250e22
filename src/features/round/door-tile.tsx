import { Eye } from 'lucide-react';
import { memo } from 'react';
import { placeParam } from '../../ui/place-param.ts';
import { Icon } from '../../ui/icon.tsx';
import { AppLink } from '../../ui/link.tsx';
import { useWords } from '../../ui/words.ts';
import css from './building.module.css';
import { doorFace } from './door-face.ts';
import type { Door } from './use-round.ts';
import { roundWords } from './words.ts';

// The state's word is drawn by the style sheet: the spoken name has it, but not right behind the surname.
/** One door of the building as one sees it: number, surname, how it stands. */
export const DoorTile = memo(function DoorTile({
  door,
  reached,
  chosen,
  replaces,
}: {
  readonly door: Door;
  /** Whether Tab reaches it; the other doors are reached from there by the arrow keys. */
  readonly reached: boolean;
  /** The next door of the round, or the one that is open beside the building. */
  readonly chosen: boolean;
  /** Another door is open beside the building: this one takes its place, so that back leads out of both. */
  readonly replaces: boolean;
}) {
  const say = useWords(roundWords);
  const face = doorFace(door, say);
  return (
    <AppLink
      to={`/door/${placeParam(door.place)}`}
      className={css['tile']}
      tabIndex={reached ? 0 : -1}
      aria-label={face.spoken}
      aria-current={chosen ? 'true' : undefined}
      replace={replaces}
      data-door={door.place}
      data-tone={face.tone}
      data-edge={face.edge}
      data-chosen={chosen || undefined}
    >
      <span className={css['top']} aria-hidden="true">
        <span className={css['number']}>{door.name}</span>
        {door.care && face.icon !== Eye && (
          <span className={css['watched']}>
            <Icon of={Eye} size={1} />
          </span>
        )}
      </span>
      <span className={css['foot']} aria-hidden="true">
        <span className={css['surname']} data-nobody={door.people.length === 0 || undefined}>
          {face.surname}
        </span>
        {(face.word ?? face.icon) && (
          <span className={css['mark']}>
            {face.icon && <Icon of={face.icon} size={1.15} />}
            {face.word && <span data-word={say(face.word)} />}
          </span>
        )}
      </span>
    </AppLink>
  );
});

/** A door that the filter leaves out: its place stays, so that the building keeps its shape. */
export function FaintDoor({ name }: { readonly name: string }) {
  return (
    <span className={css['faint']} aria-hidden="true">
      {name}
    </span>
  );
}
