import { formatDay, formatList, formatMonth } from '../../ui/format.ts';
import { useWords } from '../../ui/words.ts';
import { stateFaces } from './door-face.ts';
import css from './round-sheet.module.css';
import type { Door, Round } from './use-round.ts';
import { roundWords } from './words.ts';

const outcomes = ['met', 'notIn', 'refused', 'moved'] as const;

/** Room to write in, which a reader of the page does not take for a missing value. */
const room = '\u3000';

/** The round on paper: every door with its people, who is watched, and room to write. Black and white, A4. */
export function RoundSheet({
  round,
  name,
  now,
}: {
  readonly round: Round;
  readonly name: string;
  readonly now: number;
}) {
  const say = useWords(roundWords);
  return (
    <div className={`print-only ${css['sheet'] ?? ''}`}>
      <div className={css['head']}>
        <h1>
          {name} {say('sheetTitle')}
        </h1>
        <p>
          {formatMonth(now)} ·{' '}
          {say('progress', { done: round.coverage.settled, total: round.coverage.households })}
        </p>
      </div>
      <table>
        <thead>
          <tr>
            <th className={css['door']}>{say('sheetDoor')}</th>
            <th className={css['people']}>{say('sheetPeople')}</th>
            <th className={css['watched']}>{say('sheetWatched')}</th>
            <th className={css['date']}>{say('sheetDate')}</th>
            <th className={css['outcome']}>{say('sheetOutcome')}</th>
            <th>{say('sheetNote')}</th>
          </tr>
        </thead>
        <tbody>
          {round.doors.map((door) => (
            <SheetRow key={door.place} door={door} />
          ))}
        </tbody>
      </table>
      <p className={css['foot']}>{say('sheetBy')}</p>
      <p className={css['foot']}>
        {say('sheetKeep')} {formatDay(now)}
      </p>
    </div>
  );
}

function SheetRow({ door }: { readonly door: Door }) {
  const say = useWords(roundWords);
  const done = door.state !== 'unvisited' && door.state !== 'notIn';
  return (
    <tr>
      <th scope="row">{door.name}</th>
      <td>{formatList(door.people.map(({ name }) => name))}</td>
      <td>
        {formatList(door.people.filter(({ grade }) => grade).map(({ name }) => name))}
        {door.care === 'overdue' && ` (${say('overdue')})`}
      </td>
      <td>{room}</td>
      <td>
        {done
          ? say(stateFaces[door.state].word)
          : outcomes.map((outcome) => (
              <span key={outcome} className={css['box']}>
                □ {say(stateFaces[outcome].word)}
              </span>
            ))}
      </td>
      <td>{room}</td>
    </tr>
  );
}
