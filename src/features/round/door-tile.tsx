import { Eye } from 'lucide-react';
import { memo } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { placeParam } from '../../ui/place-param.ts';
import css from './building.module.css';
import type { DoorFace } from './door-face.ts';

export interface DoorTileProps extends DoorFace {
  readonly place: string;
  /** Whether Tab reaches it; the other doors are reached from there by the arrow keys. */
  readonly reached: boolean;
  /** The next door of the round, or the one that is open beside the building. */
  readonly chosen: boolean;
}

/**
 * One door of the building as one sees it: number, surname, how it stands. There are many of them, so each is a
 * plain link drawn again only when its own look changes; the building answers for pressing it. The state's word
 * is drawn by the style sheet: the spoken name has it, but not right behind the surname.
 */
export const DoorTile = memo(function DoorTile(props: DoorTileProps) {
  const { place, reached, chosen, door, surname, nobody, tone, edge, word, icon, watched } = props;
  return (
    <a
      href={`/door/${placeParam(place)}`}
      className={css['tile']}
      tabIndex={reached ? 0 : -1}
      aria-label={props.spoken}
      aria-current={chosen ? 'true' : undefined}
      data-door={place}
      data-tone={tone}
      data-edge={edge}
      data-chosen={chosen || undefined}
    >
      <span className={css['top']} aria-hidden="true">
        <span className={css['number']}>{door}</span>
        {watched && icon !== Eye && (
          <span className={css['watched']}>
            <Icon of={Eye} size={1} />
          </span>
        )}
      </span>
      <span className={css['foot']} aria-hidden="true">
        <span className={css['surname']} data-nobody={nobody || undefined}>
          {surname}
        </span>
        {(word ?? icon) && (
          <span className={css['mark']}>
            {icon && <Icon of={icon} size={1.15} />}
            {word && <span data-word={word} />}
          </span>
        )}
      </span>
    </a>
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
