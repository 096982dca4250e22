import { useLocation } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import type { Layout } from '../ui/layout.ts';
import { AppLink } from '../ui/link.tsx';
import { Mark } from '../ui/mark.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import css from './nav-bar.module.css';
import type { Tab } from './tabs.ts';

/** The main menu: tabs at the bottom of a phone, a rail on a tablet, a side bar on a desktop. */
export function NavBar({
  tabs,
  layout,
  under,
}: {
  readonly tabs: readonly Tab[];
  readonly layout: Layout;
  /** Below our name on a desktop: the community and who this is. */
  readonly under: string;
}) {
  const say = useWords(appWords);
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <nav className={css['nav']} data-layout={layout} aria-label={say('mainMenu')}>
      {layout !== 'phone' && (
        <div className={css['brand']}>
          <Mark size={layout === 'desktop' ? 2.2 : 2.4} />
          {layout === 'desktop' && (
            <span>
              <strong className={css['name']}>{say('appName')}</strong>
              <span className={css['under']}>{under}</span>
            </span>
          )}
        </div>
      )}
      <ul className={css['tabs']}>
        {tabs.map((tab) => {
          const here = path === tab.to || path.startsWith(`${tab.to}/`);
          return (
            <li key={tab.name}>
              <AppLink to={tab.to} className={css['tab']} aria-current={here ? 'page' : undefined}>
                <Icon of={tab.icon} size={1.5} />
                <span>{say(tab.name)}</span>
              </AppLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
