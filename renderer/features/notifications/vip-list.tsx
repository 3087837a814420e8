import { ActionIcon, Autocomplete, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Person } from '../../../contract/people.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { nameOf } from '../../lib/words/people.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './notifications.module.css';
import { domainOf, useVipGroups } from './use-vip-groups.ts';
import { VipGroups } from './vip-groups.tsx';

const TYPING_MS = 120;
const ADDRESS = /^\S+@\S+\.\S+$/u;

/** The VIPs: who they are, add one of the people who wrote by a part of their name, take one out. */
export function VipList() {
  const { t } = useText();
  const { client } = useServices();
  const [vips, setVips] = useState<readonly Person[]>([]);
  const [found, setFound] = useState<readonly Person[]>([]);
  const [query, setQuery] = useState('');
  const { groups, add } = useVipGroups();
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    const load = async () => {
      const reply = await client.call('people.list', {});
      if (reply.ok) setVips(reply.value);
      else setProblem(reply.problem);
    };
    void load();
    return client.on('people.changed', () => void load());
  }, [client]);

  const search = useDebouncedCallback(async (text: string) => {
    const reply = text.trim() === '' ? null : await client.call('people.search', { query: text });
    setFound(reply?.ok === true ? reply.value.filter(({ vip }) => !vip) : []);
  }, TYPING_MS);

  async function set(address: string, vip: boolean): Promise<void> {
    const reply = await client.call('people.setVip', { address, vip });
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok && vip) type('');
  }
  async function addDomain(domain: string): Promise<void> {
    const failed = await add(domain);
    setProblem(failed);
    if (failed === null) type('');
  }
  function type(text: string): void {
    setQuery(text);
    search(text);
  }

  const people = new Map(found.map((person) => [person.address, person]));
  return (
    <section className={styles.vips} aria-labelledby="vips-title">
      <h3 id="vips-title" className={styles.label}>
        {t('notify.vips')}
      </h3>
      <p className={styles.small}>{t('notify.vipsHint')}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <Autocomplete
        size="sm"
        aria-label={t('notify.addVip')}
        placeholder={t('notify.addVip')}
        leftSection={<IconUserPlus size={16} aria-hidden="true" />}
        data={[...people.keys()]}
        filter={({ options }) => options}
        value={query}
        onChange={type}
        onOptionSubmit={(address) => void set(address, true)}
        onKeyDown={(event) => {
          // With an option chosen, Enter is the list's own.
          const chosen = event.currentTarget.getAttribute('aria-activedescendant');
          if (event.key !== 'Enter' || (chosen !== null && chosen !== '')) return;
          if (ADDRESS.test(query.trim())) return void set(query.trim(), true);
          const domain = domainOf(query);
          if (domain !== null) void addDomain(domain);
        }}
        renderOption={({ option }) => {
          const person = people.get(option.value);
          return (
            <span className={styles.option}>
              <span>{person === undefined || person.name === '' ? option.value : person.name}</span>
              {person !== undefined && person.name !== '' && (
                <span className={styles.small}>{option.value}</span>
              )}
            </span>
          );
        }}
        data-testid="add-vip"
      />
      {vips.length > 0 && (
        <ul className={styles.people} data-testid="vip-list">
          {vips.map((person) => (
            <li key={person.address} className={styles.person} data-testid="vip">
              <span className={styles.name}>{nameOf(person)}</span>
              {person.name !== '' && <span className={styles.address}>{person.address}</span>}
              <span className={styles.spring} />
              <Tooltip label={t('notify.removeVip')}>
                <ActionIcon
                  onClick={() => void set(person.address, false)}
                  aria-label={t('notify.removeVipNamed', { name: nameOf(person) })}
                >
                  <IconX size={15} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      <VipGroups groups={groups} />
    </section>
  );
}
