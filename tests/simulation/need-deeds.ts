import { pickOf, placeToKnock, type Doing } from './doing.ts';
import { cursedWord } from './virtual-network.ts';

function need(doing: Doing, more: Record<string, unknown> = {}): void {
  const at = placeToKnock(doing);
  if (!at) return;
  const { id } = doing.store.create('needs', {
    kind: doing.act.more < 0.05 ? 'crisis' : 'need',
    ...at,
    category: 'errand',
    urgency: 'normal',
    what: doing.word,
    consent: doing.act.more < 0.5,
    contactPhone: '13900000000',
    source: 'door',
    steps: [{ step: 'submitted' }],
    ...more,
  });
  doing.typed('needs', id, 'what');
}

const steps = ['triaged', 'contacted', 'assigned', 'done', 'declined'] as const;

/** Needs: raised, changed, taken a step further, taken back. */
export const needDeeds = {
  need: (doing) => need(doing),
  curse(doing) {
    const known = pickOf(doing, 'needs');
    if (!known || doing.act.more < 0.4) need(doing, { when: cursedWord });
    else doing.edit('needs', known.id, { when: cursedWord, what: doing.word });
  },
  step(doing) {
    const known = pickOf(doing, 'needs');
    if (!known) return;
    const step = steps[Math.floor(doing.act.more * steps.length)] ?? 'contacted';
    const helpers = doing.store.all('posts').map((post) => post['person']);
    const assignee = helpers[Math.floor(doing.act.more * 7 * helpers.length) % helpers.length];
    const whom = step === 'assigned' && assignee ? { assignee } : {};
    doing.store.edit('needs', known.id, {}, { steps: [{ step, note: doing.word, ...whom }] });
    doing.typed('needs', known.id, 'steps');
  },
  editNeed(doing) {
    const known = pickOf(doing, 'needs');
    if (!known) return;
    if (doing.act.more < 0.2) doing.edit('needs', known.id, { consent: !known['consent'] });
    doing.edit('needs', known.id, { [doing.act.more < 0.6 ? 'what' : 'when']: doing.word });
  },
  removeOwn(doing) {
    const own = pickOf(doing, 'needs', (record) => record.version === 0);
    if (own) doing.store.remove('needs', own.id);
    if (own) doing.world.book.forget('needs', own.id);
  },
} satisfies Readonly<Record<string, (doing: Doing) => void>>;
