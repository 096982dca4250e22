import { canRead } from '../../src/domain/access.ts';
import type { Post } from '../../src/domain/posts.ts';
import { heartbeatEvery } from '../../src/protocol/sync.ts';
import type { Session } from '../session/session.ts';
import { scopeEpochOf, standingBy } from '../session/standing.ts';
import type { StoreListener } from '../store/store.ts';
import type { Touched } from '../store/touched.ts';
import type { Surroundings } from '../surroundings.ts';
import { readHint } from './hints.ts';

/** One open stream: what it is told, and how it is closed from this side. */
export interface Listener {
  send(event: 'changed' | 'heartbeat'): void;
  close(): void;
}

interface Stream {
  readonly session: Session;
  readonly listener: Listener;
  posts: readonly Post[];
  scopeEpoch: string;
  /** Questions for the posts: how many were asked, and which of them these posts are the answer to. */
  asked: number;
  answered: number;
}

/** Tells open devices that there is something to pull; it never says what. */
export interface StreamHub extends StoreListener {
  /** Opens a stream; call the answer when the other side has closed it. */
  open(session: Session, listener: Listener): Promise<() => void>;
  closeAll(): void;
  readonly size: number;
}

const mostPerDevice = 2;
const mostPerPerson = 5;

/** The posts under which a session may listen now; null when it has ended. */
type PostsOf = (session: Session) => Promise<readonly Post[] | null>;

/**
 * Streams of this process, and hints from every process on the store. The scope is read anew at every hint, so that
 * an ended post ends the hints too.
 */
export function makeStreamHub(surroundings: Surroundings, postsOf: PostsOf): StreamHub {
  const streams = new Set<Stream>();

  function drop(stream: Stream): void {
    if (streams.delete(stream)) stream.listener.close();
  }

  function makeRoom(session: Session): void {
    const mine = [...streams].filter((stream) => stream.session.person === session.person);
    const sameDevice = mine.filter((stream) => stream.session.device === session.device);
    // The oldest goes: it is the likeliest to be a half-open one that nobody listens to.
    const oldest = sameDevice.length >= mostPerDevice ? sameDevice[0] : undefined;
    if (oldest) drop(oldest);
    else if (mine.length >= mostPerPerson && mine[0]) drop(mine[0]);
  }

  const readerOf = (stream: Stream) =>
    standingBy(stream.posts, stream.session.person, surroundings.now()).reader;

  function tell(stream: Stream, touched: readonly Touched[]): void {
    const reader = readerOf(stream);
    if (touched.some((one) => canRead(reader, one.c, one))) stream.listener.send('changed');
  }

  async function reread(stream: Stream, andThen: () => void): Promise<void> {
    stream.asked += 1;
    const number = stream.asked;
    try {
      const posts = await postsOf(stream.session);
      if (!streams.has(stream)) return;
      if (!posts) {
        drop(stream);
        return;
      }
      // Questions can overtake each other on their way: what was asked last knows of every end.
      if (number > stream.answered) {
        stream.posts = posts;
        stream.answered = number;
      }
      andThen();
    } catch (error) {
      surroundings.report('stream.posts', {}, error);
      drop(stream);
    }
  }

  function tellAll(community: string, touched: readonly Touched[]): void {
    // A post that changes changes what its holder may hear; a person who is deleted hears nothing more.
    const appointed = new Set(
      touched
        .filter((one) => one.c === 'posts' || one.c === 'people')
        .flatMap((one) => one.involves),
    );
    for (const stream of streams) {
      if (stream.session.community !== community) continue;
      if (appointed.has(stream.session.person)) void reread(stream, () => tell(stream, touched));
      else tell(stream, touched);
    }
  }

  /** One after the other: thousands of streams must not ask the store at once, just when it has come back. */
  async function rereadAll(): Promise<void> {
    for (const stream of streams) await reread(stream, () => stream.listener.send('changed'));
  }

  function closeDevice(device: string): void {
    for (const stream of streams) {
      if (stream.session.device !== device) continue;
      // The device asks at once what there is, and hears from the answer that its session is over.
      stream.listener.send('changed');
      drop(stream);
    }
  }

  function beat(): void {
    for (const stream of streams) {
      stream.listener.send('heartbeat');
      const scopeEpoch = scopeEpochOf(readerOf(stream));
      if (scopeEpoch === stream.scopeEpoch) continue;
      // A post began or ended by the clock alone: there is something to pull, or to forget.
      stream.scopeEpoch = scopeEpoch;
      stream.listener.send('changed');
    }
  }

  const stopBeating = surroundings.every(heartbeatEvery - 5000, beat);

  return {
    async open(session, listener) {
      makeRoom(session);
      const stream: Stream = {
        session,
        listener,
        posts: [],
        scopeEpoch: '',
        asked: 0,
        answered: 0,
      };
      // Known before it is read: what ends in between closes it, and the first beat makes the device pull.
      streams.add(stream);
      await reread(stream, () => {
        stream.scopeEpoch = scopeEpochOf(readerOf(stream));
        listener.send('heartbeat');
      });
      return () => streams.delete(stream);
    },
    heard(word) {
      if (streams.size === 0) return;
      const hint = readHint(word);
      if (hint?.of === 'ended') closeDevice(hint.device);
      if (hint?.of === 'touched') tellAll(hint.community, hint.touched);
    },
    missed() {
      void rereadAll();
    },
    closeAll() {
      stopBeating();
      for (const stream of streams) drop(stream);
    },
    get size() {
      return streams.size;
    },
  };
}
