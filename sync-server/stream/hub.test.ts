import { expect, test } from 'vitest';
import type { Post } from '../../src/domain/posts.ts';
import type { Session } from '../session/session.ts';
import { standingClock, start } from '../test-support/test-community.ts';
import { makeStreamHub, type Listener } from './hub.ts';

const session = { community: 'c1', person: 'p1', device: 'd1' } as Session;
const post = (more: Partial<Post> = {}): Post =>
  ({ person: 'p1', role: 'liaison', place: 'c1/g01/b1', from: start - 1, ...more }) as Post;

/** A hub whose questions for posts are answered when the test says so, in any order. */
function slowHub() {
  const asked: ((posts: readonly Post[] | null) => void)[] = [];
  const postsOf = () => {
    const { promise, resolve } = Promise.withResolvers<readonly Post[] | null>();
    asked.push(resolve);
    return promise;
  };
  const hub = makeStreamHub(standingClock().surroundings, postsOf);
  const heard: string[] = [];
  const listener: Listener = { send: (event) => heard.push(event), close: () => heard.push('end') };
  return { hub, asked, heard, listener };
}

test('an answer about posts that comes late does not bring back what has ended since', async () => {
  const { hub, asked, heard, listener } = slowHub();
  const opening = hub.open(session, listener);
  asked[0]?.([post()]);
  await opening;
  const touched = '["touched","c1",["posts","duty","c1/g01/b1","p1"]]';
  hub.heard(touched);
  hub.heard(touched);
  asked[2]?.([post({ until: start })]);
  await Promise.resolve();
  asked[1]?.([post()]);
  await new Promise(setImmediate);
  heard.length = 0;
  hub.heard('["touched","c1",["visits","round","c1/g01/b1/h1"]]');
  expect(heard).toEqual([]);
});
