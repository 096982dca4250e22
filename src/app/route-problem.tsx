import { Compass } from 'lucide-react';
import { useContext, useEffect, useState } from 'react';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import { SignedInContext } from './signed-in.tsx';

/** A screen failed. What was written is in the store, so nothing is lost by drawing it anew. */
export function RouteProblem({
  error,
  reset,
}: {
  readonly error: unknown;
  readonly reset: () => void;
}) {
  const say = useWords(appWords);
  useEffect(() => {
    // The browser's own log is where somebody who is asked for help will look.
    reportError(error);
  }, [error]);
  // The device was signed out or cleared under this screen: its failure is over with it.
  const device = useContext(SignedInContext)?.device ?? null;
  const [before] = useState(device);
  const gone = before !== null && device === null;
  useEffect(() => {
    if (gone) reset();
  }, [gone, reset]);
  return (
    <Page title={say('routeFailed')} back="/">
      <ErrorState title={say('routeFailed')} onRetry={reset}>
        {say('routeFailedHint')}
      </ErrorState>
    </Page>
  );
}

export function NoSuchPage() {
  const say = useWords(appWords);
  return (
    <Page title={say('notFoundTitle')} back="/">
      <EmptyState
        icon={Compass}
        title={say('notFoundTitle')}
        action={{ label: say('toStart'), to: '/' }}
      >
        {say('notFoundHint')}
      </EmptyState>
    </Page>
  );
}
