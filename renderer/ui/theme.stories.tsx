import {
  ActionIcon,
  Button,
  Checkbox,
  Loader,
  PasswordInput,
  Progress,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconCheck, IconFolder } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { LONG_FRENCH } from '../gallery/samples.ts';
import type { Story, StoryGroup } from '../gallery/story.ts';
import { useText } from '../lib/words/text.ts';

const VARIANTS = [
  { variant: 'filled' },
  { variant: 'light' },
  { variant: 'default' },
  { variant: 'subtle' },
  { variant: 'subtle', color: 'gray' },
  { variant: 'subtle', color: 'red' },
] as const;

interface ButtonState {
  readonly disabled?: boolean;
  readonly loading?: boolean;
}

function Buttons(state: ButtonState) {
  const { t } = useText();
  return (
    <Row>
      {VARIANTS.map((look) => (
        <Button key={JSON.stringify(look)} {...look} {...state}>
          {t('action.approve')}
        </Button>
      ))}
    </Row>
  );
}

function Sizes() {
  const { t } = useText();
  return (
    <Row>
      {(['md', 'sm', 'xs', 'compact-sm', 'compact-xs'] as const).map((size) => (
        <Button key={size} size={size} leftSection={<IconCheck size={14} aria-hidden="true" />}>
          {t('action.approve')}
        </Button>
      ))}
      <ActionIcon aria-label={t('action.approve')}>
        <IconCheck size={17} />
      </ActionIcon>
      <ActionIcon aria-label={t('action.approve')} disabled>
        <IconCheck size={17} />
      </ActionIcon>
      <ActionIcon aria-label={t('action.approve')} loading>
        <IconCheck size={17} />
      </ActionIcon>
    </Row>
  );
}

function Row({ children }: { readonly children: ReactNode }) {
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>{children}</div>;
}

/** One button of each kind in the same state: `part` marks but one element, so that these are stories of their own. */
function each(under: 'pointer' | 'keys'): Record<string, Story> {
  const name = under === 'pointer' ? 'under the pointer' : 'with the focus';
  return Object.fromEntries(
    VARIANTS.map((look) => {
      const kind = 'color' in look ? `${look.variant} ${look.color}` : look.variant;
      const Shown = () => <Button {...look}>{useText().t('action.approve')}</Button>;
      return [`button ${kind}, ${name}`, { draw: () => <Shown />, under, part: 'button', width: 190 }];
    }),
  );
}

const field = (draw: () => ReactNode, more: Partial<Story> = {}): Story => ({ draw, width: 260, ...more });
const LABEL = 'Adresse';
const options = ['Factures', 'Voyages', 'Club de lecture'];

export const group: StoryGroup = {
  title: 'Buttons and fields',
  width: 640,
  stories: {
    buttons: { draw: () => <Buttons /> },
    disabled: { draw: () => <Buttons disabled /> },
    busy: { draw: () => <Buttons loading /> },
    sizes: { draw: () => <Sizes /> },
    ...each('pointer'),
    ...each('keys'),
    'field, empty': field(() => <TextInput label={LABEL} placeholder="vous@example.fr" />),
    'field, filled': field(() => <TextInput label={LABEL} defaultValue="camille@example.fr" />),
    'field, with the focus': field(() => <TextInput label={LABEL} defaultValue="camille@" />, {
      under: 'keys',
      part: 'input',
    }),
    'field, wrong': field(() => <TextInput label={LABEL} defaultValue="camille" error={LONG_FRENCH} />),
    'field, disabled': field(() => <TextInput label={LABEL} defaultValue="camille@example.fr" disabled />),
    'field, explained': field(() => <TextInput label={LABEL} description={LONG_FRENCH} />),
    'field, from right to left': field(() => (
      <TextInput label={LABEL} defaultValue="תיקייה חדשה" dir="auto" />
    )),
    password: field(() => (
      <PasswordInput
        label="Mot de passe"
        defaultValue="secret"
        visibilityToggleButtonProps={{ 'aria-label': 'Afficher' }}
      />
    )),
    'several lines': field(() => <Textarea label={LABEL} defaultValue={LONG_FRENCH} autosize />),
    choice: field(() => <Select label="Dossier" data={options} defaultValue="Factures" />),
    'choice, none made': field(() => <Select label="Dossier" data={options} placeholder="Choisir" />),
    'choice, open': field(
      () => (
        <Select
          label="Dossier"
          data={options}
          defaultValue="Voyages"
          dropdownOpened
          leftSection={<IconFolder size={15} aria-hidden="true" />}
          comboboxProps={{ withinPortal: false }}
          mb={104}
        />
      ),
      {},
    ),
    'boxes to tick': field(() => (
      <Row>
        <Checkbox label="Aucun" />
        <Checkbox label="Tous" defaultChecked />
        <Checkbox label="Certains" indeterminate />
        <Checkbox label="Éteint" disabled />
      </Row>
    )),
    'box with the focus': field(() => <Checkbox label="Tous" />, { under: 'keys', part: 'input' }),
    switches: field(() => (
      <Row>
        <Switch label="Non" />
        <Switch label="Oui" defaultChecked />
        <Switch label="Éteint" disabled />
      </Row>
    )),
    'switch with the focus': field(() => <Switch label="Oui" defaultChecked />, {
      under: 'keys',
      part: 'input',
    }),
    'one of several': field(() => (
      <Radio.Group defaultValue="a" label="Qui décide">
        <Radio value="a" label="Vous" mt={6} />
        <Radio value="b" label={LONG_FRENCH} mt={6} />
      </Radio.Group>
    )),
    'one of few': field(() => <SegmentedControl data={['HTML', 'Texte', 'En-têtes']} aria-label="Vue" />),
    'how far': field(() => <Progress value={62} aria-label="Lecture" />),
    'at work': field(() => <Loader size="sm" color="gray" />),
  },
};
