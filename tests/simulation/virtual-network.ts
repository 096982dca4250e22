import type { Fetch } from '../../src/protocol/server-calls.ts';
import type { StreamState } from '../../src/sync/sync-ports.ts';
import type { Identity } from './base-world.ts';
import type { Chance } from './chance.ts';
import type { SentAnswer } from './exchange.ts';
import type { World } from './world.ts';

export type LinkMode = 'good' | 'lossy' | 'slow' | 'answersLost' | 'portal' | 'cut';

/** How often which misfortune befalls a message on a bad link, and a hint on any. */
export interface Weather {
  readonly lose: number;
  readonly double: number;
  readonly cut: number;
  readonly loseHint: number;
}

export interface Link {
  mode: LinkMode;
  readonly fetch: (isAlive: () => boolean) => Fetch;
  readonly openStream: (
    isAlive: () => boolean,
    onHint: () => void,
    onState: (state: StreamState) => void,
  ) => () => void;
}

/** So often may a device ask in vain within a minute. */
const mostFailures = 22;
const stranger = '01a1fb67-1800-7000-8000-00000000beef';
export const cursedWord = 'cursed';
const portalPage = '<!doctype html><title>免费上网</title><p>请登录</p>';

/** One device's way to the server: what goes over it is text, and anything may happen to it on the way. */
export function linkOf(
  world: World,
  identity: Identity,
  chance: Chance,
  isOld: () => boolean,
  forges: boolean,
): Link {
  const { time, site, trace, stats, story } = world;
  const { weather } = story;
  const { token } = identity;
  const failures: number[] = [];
  const isBad = () => link.mode === 'lossy';
  const latency = () =>
    link.mode === 'slow'
      ? chance.between(800, 20_000)
      : isBad()
        ? chance.between(40, 6_000)
        : chance.between(15, 160);
  const happens = (probability: number) => isBad() && chance.happens(probability);
  const cutSomewhere = (text: string) => text.slice(0, chance.below(text.length));

  /** What becomes of a body before it reaches the server. */
  const onTheWay = (body: string, old: boolean): string => {
    let text = old ? body.replace('"protocol":1', '"protocol":0') : body;
    if (story.pageLimit > 0) text = text.replace(/"limit":\d+/, `"limit":${story.pageLimit}`);
    if (!forges) return text;
    return text
      .replaceAll(`"by":"${identity.person}"`, `"by":"${stranger}"`)
      .replaceAll('"r":{', `"r":{"createdBy":"${stranger}","version":9999,"receivedAt":1,`);
  };
  const checkAge = (path: string, old: boolean, status: number): void => {
    if (old && path.endsWith('/pull') && status === 200)
      world.broken(['an app that is too old was let read']);
    if (path.endsWith('/push') && status === 426)
      world.broken(['an app that is too old was not let hand in what it has']);
  };
  const noteFailure = (): void => {
    failures.push(time.now());
    if (failures.length > mostFailures) failures.shift();
    const first = failures[0] ?? 0;
    if (failures.length === mostFailures && time.now() - first < 60_000)
      world.broken([`a device failed ${mostFailures} times within a minute, and did not wait`]);
  };

  const link: Link = {
    mode: 'good',
    fetch: (isAlive) => (path, init) =>
      new Promise((resolve, reject) => {
        let over = false;
        const settle = (act: () => void) => {
          if (over || !isAlive()) return;
          over = true;
          act();
        };
        const later = (act: () => void) => void time.timers.after(latency(), () => settle(act));
        const fail = () => {
          noteFailure();
          later(() => reject(new Error('network')));
        };
        // What is lost silently is waited for until the caller's own patience ends.
        const vanish = () => (chance.happens(0.5) ? fail() : undefined);
        init.signal?.addEventListener('abort', () => settle(() => reject(new Error('aborted'))), {
          once: true,
        });
        stats.requests += 1;
        if (link.mode === 'cut') {
          fail();
          return;
        }
        if (link.mode === 'portal' || happens(weather.cut / 4)) {
          later(() => resolve({ ok: true, status: 200, text: () => Promise.resolve(portalPage) }));
          return;
        }
        if (happens(weather.lose)) {
          vanish();
          return;
        }
        const old = isOld();
        const sent = init.body === undefined ? undefined : onTheWay(init.body, old);
        if (world.curse && path.endsWith('/push') && sent?.includes(cursedWord)) {
          const text = '{"code":"internal","status":500}';
          later(() => resolve({ ok: false, status: 500, text: () => Promise.resolve(text) }));
          return;
        }
        const deliver = ({ status, text }: SentAnswer) => {
          const ok = status >= 200 && status < 300;
          if (link.mode === 'cut' || link.mode === 'answersLost' || happens(weather.lose)) vanish();
          else if (happens(weather.cut)) {
            const part = cutSomewhere(text);
            const broken = chance.happens(0.5);
            const read = () =>
              broken ? Promise.reject<string>(new Error('cut')) : Promise.resolve(part);
            later(() => resolve({ ok, status, text: read }));
          } else later(() => resolve({ ok, status, text: () => Promise.resolve(text) }));
        };
        const send = (first: boolean) =>
          time.timers.after(first ? latency() : latency() + chance.below(20_000), () => {
            if (link.mode === 'cut' && chance.happens(0.7)) {
              vanish();
              return;
            }
            const cut = sent !== undefined && happens(weather.cut);
            const aborted = cut && chance.happens(0.5);
            const body = cut && sent ? cutSomewhere(sent) : sent;
            trace.note(
              `${world.clock()} ${init.method} ${path} ${token.slice(0, 4)} ${body?.length ?? 0}`,
            );
            void site()
              .handle({ method: init.method, path, token, body, cut: aborted })
              .then((answer) => {
                const how = answer === 'reset' ? answer : `${answer.status} ${answer.text.length}`;
                trace.note(`${world.clock()} ${path} ${token.slice(0, 4)} ${how}`);
                if (answer !== 'reset') checkAge(path, old, answer.status);
                if (answer === 'reset' || aborted) fail();
                else if (first) deliver(answer);
              });
          });
        send(true);
        if (chance.happens(isBad() ? weather.double : weather.double / 5)) {
          stats.doubled += 1;
          send(false);
        }
      }),
    openStream(isAlive, onHint, onState) {
      const gone = { yes: false };
      const hear = (act: () => void) =>
        time.timers.after(latency(), () => {
          if (!gone.yes && isAlive()) act();
        });
      if (link.mode === 'cut' || link.mode === 'portal') {
        hear(() => onState('closed'));
        return () => undefined;
      }
      const close = site().stream(token, {
        event(name) {
          if (
            link.mode === 'cut' ||
            (name === 'changed' && (world.deaf || chance.happens(weather.loseHint)))
          )
            return;
          const act = name === 'changed' ? onHint : () => onState('open');
          hear(act);
          if (name === 'changed' && chance.happens(weather.double)) hear(act);
        },
        closed: () => {
          // A connection that breaks off is noticed half the time; else it only goes silent.
          if (chance.happens(0.5)) hear(() => onState('closed'));
        },
      });
      return () => {
        gone.yes = true;
        close();
      };
    },
  };
  return link;
}
