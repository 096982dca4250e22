import { useRouterState } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { useRoomForTwo } from './layout.ts';
import { useBack } from './link.tsx';
import css from './page.module.css';
import { partWords } from './part-words.ts';
import { useWords } from './words.ts';

/** The shell hands every page the same state of uploading, shown beside the title. */
export const PageStatus = createContext<ReactNode>(null);

/** What the shell adds below a page's content: an offer to install, where there is one. */
export const PageFoot = createContext<ReactNode>(null);

/** Whether what was picked from this list is open: the page of that then has the focus and names the window. */
export const PickedFrom = createContext(false);

export interface PageProps {
  readonly title: string;
  /** Above the title: a date, the place this lies in. */
  readonly over?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly count?: number | undefined;
  /** Beside the title: small things to do, such as printing. */
  readonly actions?: ReactNode;
  /** Instead of the state of uploading; null shows none. */
  readonly status?: ReactNode;
  /** Where back leads when the app was opened right here; without it there is no way back shown. */
  readonly back?: string | undefined;
  /** Stays at the bottom: one primary button, perhaps a quiet one before it. */
  readonly bottom?: ReactNode;
  /** The detail beside a list: a smaller heading, no state of uploading. */
  readonly pane?: boolean;
  /** Uses the whole width of a desktop, for tables and boards. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

// The first page of a visit leaves focus where the browser put it; later ones take it to their heading.
let lastPath: string | null = null;
let onTheWay = false;

/** What was done before the first page took the focus away with it: that page takes it to its heading. */
export function beginAtHeading(): void {
  lastPath ??= '';
}

/** Whether a heading drawn at this address takes the focus: on arriving, or when the focus was lost since. */
function takesFocus(path: string): boolean {
  const arrived = lastPath !== null && lastPath !== path;
  onTheWay ||= arrived;
  lastPath = path;
  // A page that was still reading may give way to the one with its content, and take the focus with it.
  return arrived || (onTheWay && document.activeElement === document.body);
}

function useHeading(title: string, pane: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The address of what is drawn; while the next page is being fetched it is still the old one.
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const say = useWords(partWords);
  const app = say('appName');
  const behind = useContext(PickedFrom);
  useEffect(() => {
    if (behind || path === undefined) return;
    document.title = `${title} · ${app}`;
    // The router puts the window where it belongs; a pane has a scroll of its own.
    if (takesFocus(path)) heading.current?.focus({ preventScroll: !pane });
  }, [title, path, pane, app, behind]);
  return heading;
}

// What a screen leaves out by a condition arrives as false or null.
function there(part: ReactNode): boolean {
  return part !== undefined && part !== null && part !== false;
}

/** One screen: its heading, its state, its content, and the one thing to do at the bottom. */
export function Page(props: PageProps) {
  const { title, over, subtitle, count, actions, back, bottom, wide = false } = props;
  const beside = useRoomForTwo();
  // Where there is no room for two, what was picked is a page like any other.
  const pane = props.pane === true && beside;
  const shared = useContext(PageStatus);
  const foot = useContext(PageFoot);
  const status = props.status === undefined ? shared : props.status;
  const heading = useHeading(title, pane);
  const Heading = pane ? 'h2' : 'h1';
  return (
    <div className={css['page']} data-pane={pane || undefined} data-wide={wide || undefined}>
      <header className={css['head']}>
        <div className={css['bar']} data-back={back === undefined ? undefined : true}>
          {back !== undefined && <BackButton fallback={back} />}
          <div className={css['names']}>
            {there(over) && <p className={css['over']}>{over}</p>}
            <Heading className={css['title']} ref={heading} tabIndex={-1}>
              {title}
              {count !== undefined && ' '}
              {count !== undefined && <span className={css['count']}>{count}</span>}
            </Heading>
          </div>
          {!pane && there(status) && <div className={css['status']}>{status}</div>}
          {there(actions) && <div className={css['actions']}>{actions}</div>}
          {there(subtitle) && <div className={css['subtitle']}>{subtitle}</div>}
        </div>
      </header>
      <div className={css['body']}>
        {props.children}
        {!pane && foot}
      </div>
      {there(bottom) && <div className={css['bottom']}>{bottom}</div>}
    </div>
  );
}

function BackButton({ fallback }: { readonly fallback: string }) {
  const say = useWords(partWords);
  const back = useBack(fallback);
  return (
    <button type="button" className={css['back']} onClick={back}>
      <Icon of={ChevronLeft} size={1.4} />
      <span>{say('back')}</span>
    </button>
  );
}
