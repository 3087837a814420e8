import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../../../lib/services.tsx';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { messageListStore } from '../mailbox-slice.ts';
import { Choice, optionId, Recent, SuggestionLine } from './suggestion-line.tsx';
import styles from './search.module.css';
import { searchStore, useSearch } from './search-slice.ts';
import { useSuggestions } from './use-suggestions.ts';

const LIST = 'search-suggestions';

/** Where one types; suggestions stand below it, and never in the way of Enter. */
export function SearchField() {
  const { t, language } = useText();
  const { client } = useServices();
  const list = messageListStore.useApi();
  const search = searchStore.useApi();
  const typed = useSearch((state) => state.typed);
  const recent = useSearch((state) => state.recent);
  const view = useSession((state) => state.view);
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(0);
  const { suggestions, ask, forget } = useSuggestions(client, language.startsWith('fr') ? 'fr' : 'en');
  const combobox = useCombobox();
  /** The suggestion that Enter would take; -1: none, Enter goes to the results. */
  const [at, setAt] = useState(-1);
  const offered = typed === '' && recent.length > 0 ? recent.length + 1 : suggestions.length;
  const open = combobox.dropdownOpened && offered > 0;
  const chosen = open ? Math.min(at, offered - 1) : -1;

  // Asked for again while it is on screen, the search wants to be typed in again.
  useEffect(() => input.current?.select(), [view]);

  function put(next: string, place: number): void {
    search.getState().type(next);
    setCaret(place);
    setAt(-1);
    ask(next, place);
    combobox.openDropdown();
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(place, place);
    });
  }
  function choose(index: number): void {
    if (typed === '') {
      const query = recent[index];
      if (query === undefined) search.getState().forgetRecent();
      else put(query, query.length);
      return;
    }
    const taken = suggestions[index];
    if (taken === undefined) return;
    const before = typed.slice(0, taken.start) + taken.text;
    put(before + typed.slice(taken.end).trimStart(), before.length);
  }
  function toResults(): void {
    search.getState().remember();
    combobox.closeDropdown();
    input.current?.blur();
    list.getState().step(1, false);
  }

  /** Whether the key was used up. */
  function onKey({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean {
    switch (key) {
      case 'ArrowDown':
        if (open) setAt(chosen + 1 < offered ? chosen + 1 : -1);
        else toResults();
        return true;
      case 'ArrowUp':
        if (open) setAt(chosen < 0 ? offered - 1 : chosen - 1);
        return open;
      case 'Enter':
        if (chosen < 0) toResults();
        else choose(chosen);
        return true;
      case 'Tab':
        if (!open || shiftKey || typed === '') return false;
        choose(Math.max(0, chosen));
        return true;
      case 'Escape':
        if (open) combobox.closeDropdown();
        else input.current?.blur();
        return true;
      default:
        return false;
    }
  }

  return (
    <Combobox
      store={{ ...combobox, dropdownOpened: open }}
      onOptionSubmit={(index) => choose(Number(index))}
      radius="md"
      shadow="md"
      offset={4}
      transitionProps={{ duration: 0 }}
    >
      <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={false}>
        <TextInput
          ref={input}
          className={styles.field ?? ''}
          value={typed}
          radius="md"
          maxLength={500}
          spellCheck={false}
          role="combobox"
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={open ? LIST : undefined}
          aria-activedescendant={chosen < 0 ? undefined : optionId(chosen)}
          autoComplete="off"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={
            typed !== '' && (
              <CloseButton
                size="sm"
                aria-label={t('search.clear')}
                onClick={() => {
                  put('', 0);
                  forget();
                }}
              />
            )
          }
          placeholder={t('search.placeholder')}
          aria-label={t('search.label')}
          data-testid="search-input"
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            const { value, selectionStart } = event.currentTarget;
            const place = selectionStart ?? value.length;
            setCaret(place);
            setAt(-1);
            search.getState().type(value);
            ask(value, place);
            combobox.openDropdown();
          }}
          onSelect={(event) => {
            const place = event.currentTarget.selectionStart ?? caret;
            if (place === caret) return;
            setCaret(place);
            ask(typed, place);
          }}
          onKeyDown={(event) => {
            if (onKey(event)) event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!open} data-testid="search-suggestions">
        <Combobox.Options id={LIST} aria-label={t('search.suggestions')}>
          {typed === '' ? (
            <Recent queries={recent} chosen={chosen} />
          ) : (
            suggestions.map((one, index) => (
              <Choice key={`${one.kind}/${one.text}`} index={index} chosen={chosen}>
                <SuggestionLine suggestion={one} />
              </Choice>
            ))
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
