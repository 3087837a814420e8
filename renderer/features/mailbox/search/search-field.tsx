import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../../../lib/services.tsx';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { messageListStore } from '../mailbox-slice.ts';
import { Recent, SuggestionLine } from './suggestion-line.tsx';
import styles from './search.module.css';
import { searchStore, useSearch } from './search-slice.ts';
import { useSuggestions } from './use-suggestions.ts';

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
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const offered = typed === '' ? recent.length : suggestions.length;
  const open = combobox.dropdownOpened && offered > 0;

  // Asked for again while it is on screen, the search wants to be typed in again.
  useEffect(() => input.current?.select(), [view]);
  useEffect(() => combobox.resetSelectedOption(), [suggestions]); // eslint-disable-line react-hooks/exhaustive-deps -- the box is a new object each time

  function put(next: string, at: number): void {
    search.getState().type(next);
    setCaret(at);
    ask(next, at);
    combobox.openDropdown();
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
    });
  }
  function choose(value: string): void {
    const [kind, index] = value.split('/');
    if (kind === 'forget') search.getState().forgetRecent();
    else if (kind === 'recent') put(recent[Number(index)] ?? '', (recent[Number(index)] ?? '').length);
    else {
      const taken = suggestions[Number(index)];
      if (taken === undefined) return;
      const before = typed.slice(0, taken.start) + taken.text;
      put(before + typed.slice(taken.end).trimStart(), before.length);
    }
  }
  function toResults(): void {
    search.getState().remember();
    combobox.closeDropdown();
    input.current?.blur();
    list.getState().step(1, false);
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      radius="md"
      shadow="md"
      offset={4}
      transitionProps={{ duration: 0 }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          className={styles.field ?? ''}
          value={typed}
          radius="md"
          maxLength={500}
          spellCheck={false}
          role="combobox"
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
            const at = selectionStart ?? value.length;
            setCaret(at);
            search.getState().type(value);
            ask(value, at);
            combobox.openDropdown();
          }}
          onSelect={(event) => {
            const at = event.currentTarget.selectionStart ?? caret;
            if (at === caret) return;
            setCaret(at);
            ask(typed, at);
          }}
          onKeyDown={(event) => {
            const chosen = open && combobox.getSelectedOptionIndex() >= 0;
            if (event.key === 'Tab' && !event.shiftKey && open && typed !== '') {
              event.preventDefault();
              choose(`suggestion/${Math.max(0, combobox.getSelectedOptionIndex())}`);
            } else if (event.key === 'Escape' && open) {
              event.preventDefault();
              combobox.closeDropdown();
            } else if (event.key === 'Escape') {
              input.current?.blur();
            } else if ((event.key === 'Enter' && !chosen) || (event.key === 'ArrowDown' && !open)) {
              event.preventDefault();
              toResults();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!open} data-testid="search-suggestions">
        <Combobox.Options aria-label={t('search.suggestions')}>
          {typed === '' ? (
            <Recent queries={recent} />
          ) : (
            suggestions.map((one, index) => (
              <Combobox.Option key={`${one.kind}/${one.text}`} value={`suggestion/${index}`}>
                <SuggestionLine suggestion={one} />
              </Combobox.Option>
            ))
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
