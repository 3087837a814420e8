import type { i18n } from 'i18next';
import { useEffect, useRef } from 'react';
import { collectStories, storiesOf, type Collected } from './collect.ts';
import { addressOf, type Look } from './look.ts';
import { Stage } from './stage.tsx';
import styles from './gallery.module.css';

interface Props {
  readonly look: Look;
  readonly texts: i18n;
}

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'fr', theme: 'light' },
  { language: 'fr', theme: 'dark' },
] as const;

/** The names of all groups, and their stories. */
export function Gallery({ look, texts }: Props) {
  const all = collectStories();
  const page = useRef<HTMLElement>(null);
  // Fields that want to be typed in at once would have the page open at the last of them.
  useEffect(() => {
    page.current?.scrollTo({ top: 0 });
  }, []);
  const shown = look.only === null ? all : all.filter(({ path }) => path === look.only);
  return (
    <div className={styles.page}>
      <nav className={styles.contents} aria-label="Components">
        <h1 className={styles.name}>Casier · gallery</h1>
        <p className={styles.looks}>
          {LOOKS.map((one) => (
            <a
              key={one.language + one.theme}
              href={addressOf({ ...look, ...one })}
              aria-current={one.language === look.language && one.theme === look.theme}
            >
              {one.language} {one.theme}
            </a>
          ))}
        </p>
        <a href={addressOf({ ...look, only: null })} aria-current={look.only === null}>
          All
        </a>
        {all.map(({ path }) => (
          <a key={path} href={addressOf({ ...look, only: path })} aria-current={look.only === path}>
            {path}
          </a>
        ))}
      </nav>
      <main ref={page} className={styles.groups} tabIndex={0} aria-label="Stories">
        {shown.map((one) => (
          <Group key={one.path} one={one} look={look} texts={texts} />
        ))}
      </main>
    </div>
  );
}

function Group({ one: { path, group }, look, texts }: Props & { readonly one: Collected }) {
  const { ground = 'sheet', width = 360, height } = group;
  return (
    <section className={styles.group} data-group={path}>
      <h2 className={styles.title}>{group.title}</h2>
      <div className={styles.stories}>
        {storiesOf(group).map(([name, story]) => (
          <figure
            key={name}
            className={styles.story}
            style={{ width: story.width ?? width }}
            data-story={name}
          >
            <figcaption className={styles.caption}>{name}</figcaption>
            {group.window === true ? (
              <iframe
                className={styles.window}
                title={`${group.title}: ${name}`}
                src={addressOf({ ...look, only: path, alone: name })}
                style={{ height }}
                loading="lazy"
              />
            ) : (
              <div className={styles.ground} data-ground={ground} style={{ height }}>
                <Stage story={story} group={group} texts={texts} />
              </div>
            )}
          </figure>
        ))}
      </div>
    </section>
  );
}

/** One story in a window of its own. */
export function Alone({ look, texts }: Props) {
  const group = collectStories().find(({ path }) => path === look.only)?.group;
  const story = look.alone === null ? undefined : group?.stories[look.alone];
  if (group === undefined || story === undefined) return <p>There is no such story.</p>;
  return <Stage story={story} group={group} texts={texts} />;
}
