import { Phone } from 'lucide-react';
import { canRead, type Reader } from '../../domain/access.ts';
import { needStatusOf } from '../../domain/need-steps.ts';
import type { Need } from '../../domain/needs.ts';
import { covers } from '../../domain/place.ts';
import { dialled } from '../../domain/rules/who-to-call.ts';
import { placeInWords } from '../../domain/rules/place-words.ts';
import { formatWhen } from '../../ui/format.ts';
import { FieldRow } from '../../ui/field-row.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AppLink } from '../../ui/link.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';
import { captureInWords } from './clock-words.ts';
import { detailWords } from './detail-words.ts';
import css from './need-detail.module.css';
import { needWords } from './need-words.ts';
import type { NamedDirectory } from './use-directory.ts';
import { queueWords } from './words.ts';

/** Where, who, how to reach them, when, and who is on it. */
export function NeedFacts({
  need,
  reader,
  directory,
  nameOf,
  now,
}: {
  readonly need: Need;
  readonly reader: Reader;
  readonly directory: NamedDirectory;
  readonly nameOf: (person: string) => string;
  readonly now: number;
}) {
  const say = useWords(detailWords);
  const sayNeed = useWords(needWords);
  const sayQueue = useWords(queueWords);
  const { assignee, assigneeName } = needStatusOf(need.steps);
  const resident = directory.people.find(({ id }) => id === need.person);
  const name = need.personName ?? resident?.name;
  const place = placeInWords(need.place, directory.names);
  const captured = captureInWords(need, now, sayQueue);
  const household = directory.names.has(need.place) && need.place.split('/').length === 4;
  return (
    <>
      {name !== undefined && (
        <FieldRow label={say('resident')}>
          {resident ? (
            <AppLink className={css['link']} to={`/people/${resident.id}`}>
              {name}
            </AppLink>
          ) : (
            name
          )}
        </FieldRow>
      )}
      <FieldRow label={say('place')}>
        {household ? (
          <AppLink className={css['link']} to={`/door/${placeParam(need.place)}`}>
            {place}
          </AppLink>
        ) : (
          place
        )}
      </FieldRow>
      <FieldRow label={say('phone')}>
        <Contact need={need} reader={reader} directory={directory} />
      </FieldRow>
      {need.when !== undefined && <FieldRow label={say('when')}>{need.when}</FieldRow>}
      <FieldRow label={say('helper')}>
        {assignee === null ? say('nobody') : (assigneeName ?? nameOf(assignee))}
      </FieldRow>
      <FieldRow label={say('raised')}>
        {say('raisedBy', {
          name: nameOf(need.createdBy),
          source: sayNeed(`source.${need.source}`),
          when: captured ?? formatWhen(need.createdAt, now),
        })}
      </FieldRow>
      {need.wroteFirst !== undefined && (
        <FieldRow label={say('wroteFirst')}>{need.wroteFirst}</FieldRow>
      )}
    </>
  );
}

/**
 * The telephone number for those who arrange help; whoever only helps gets it with the resident's consent,
 * and otherwise learns whom to ask.
 */
function Contact({
  need,
  reader,
  directory,
}: {
  readonly need: Need;
  readonly reader: Reader;
  readonly directory: NamedDirectory;
}) {
  const say = useWords(detailWords);
  const arranges = canRead({ person: '', grants: reader.grants }, 'needs', need);
  if (arranges || need.consent || need.person === reader.person) {
    if (need.contactPhone === undefined) return say('noPhone');
    return (
      <>
        <Call phone={need.contactPhone} />
        <p className={css['quiet']}>{say(need.consent ? 'consentYes' : 'consentNo')}</p>
      </>
    );
  }
  // Without consent the number does not even reach this device.
  return (
    <>
      <p>{say('consentAsk')}</p>
      <WhoToAsk place={need.place} directory={directory} />
    </>
  );
}

function WhoToAsk({
  place,
  directory,
}: {
  readonly place: string;
  readonly directory: NamedDirectory;
}) {
  const sayRole = useWords(roleWords);
  const duties = directory.posts
    .filter(
      (post) =>
        (post.role === 'liaison' || post.role === 'head') &&
        post.phone !== undefined &&
        covers(post.place, place),
    )
    .toSorted((a, b) => b.place.length - a.place.length);
  return (
    <ul className={css['plain']}>
      {duties.map((post) => (
        <li key={post.id}>
          {sayRole(post.role)} {post.name} <Call phone={post.phone ?? ''} />
        </li>
      ))}
    </ul>
  );
}

function Call({ phone }: { readonly phone: string }) {
  return (
    <a className={css['call']} href={`tel:${dialled(phone)}`}>
      <Icon of={Phone} size={1.1} /> {phone}
    </a>
  );
}
