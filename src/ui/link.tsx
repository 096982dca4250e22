import {
  Link,
  useCanGoBack,
  useNavigate,
  useParams,
  useRouter,
  useSearch,
  type RouterHistory,
} from '@tanstack/react-router';
import { useCallback, type AriaAttributes, type ReactNode } from 'react';

/** An address within the app, split as the router wants it: `/raise?place=c1` has a path and a search. */
export function addressOf(to: string): { to: string; search: Record<string, string> } {
  const [path = '/', query = ''] = to.split('?', 2);
  return { to: path, search: Object.fromEntries(new URLSearchParams(query)) };
}

export interface AppLinkProps extends AriaAttributes {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly replace?: boolean;
  readonly id?: string;
  /** For rows of links that are reached as one by Tab and by arrow keys within. */
  readonly tabIndex?: number | undefined;
  readonly onClick?: () => void;
}

/** A link within the app; features need not know the routes' types. */
export function AppLink({ to, children, ...rest }: AppLinkProps) {
  return (
    <Link {...addressOf(to)} activeOptions={{ exact: true }} activeProps={{}} {...rest}>
      {children}
    </Link>
  );
}

export type Go = (to: string, how?: { readonly replace?: boolean }) => void;

/** Goes to an address within the app, such as `/door/c1~g01`. */
export function useGo(): Go {
  const navigate = useNavigate();
  return useCallback(
    (to, how) => void navigate({ ...addressOf(to), replace: how?.replace ?? false }),
    [navigate],
  );
}

/** Goes back to where the person came from, or to `fallback` where the app was opened right here. */
export function useBack(fallback: string): () => void {
  // Without registered routes the router's history has no type of its own.
  const { history } = useRouter() as { history: RouterHistory };
  const canGoBack = useCanGoBack();
  const go = useGo();
  return () => (canGoBack ? history.back() : go(fallback, { replace: true }));
}

/** A part of the address: `useParam('id')` in `/needs/$id`; empty where the route has none. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string>> = useParams({ strict: false });
  return params[name] ?? '';
}

/** A filter that lives in the address, so that it survives going away and coming back. */
export function useSearchParam(
  name: string,
  initial = '',
): readonly [string, (value: string) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const value = search[name];
  const set = useCallback(
    (next: string) =>
      void navigate({
        to: '.',
        replace: true,
        search: (before: Record<string, unknown>) => {
          const { [name]: _, ...others } = before;
          return next === initial ? others : { ...others, [name]: next };
        },
      }),
    [navigate, name, initial],
  );
  return [typeof value === 'string' ? value : initial, set];
}
