import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import parts from './small-parts.module.css';

/** The one accent. Shades 6 and 3 are the working ones, in light and dark. */
const pine: MantineColorsTuple = [
  '#eef6f3',
  '#dcebe5',
  '#b5d6ca',
  '#7ac7ae',
  '#4fa88d',
  '#2f8a70',
  '#1d6b58',
  '#185a4a',
  '#13483b',
  '#0d352b',
];

/** The greys, as warm as the paper: chips, switches, what is disabled. */
const gray: MantineColorsTuple = [
  '#f7f5f1',
  '#f1efea',
  '#e9e6df',
  '#dedad2',
  '#cec9c0',
  '#b0aaa0',
  '#8a847b',
  '#69645d',
  '#57534d',
  '#24221f',
];

/** The same after dark. */
const dark: MantineColorsTuple = [
  '#ecebe7',
  '#b8b4ad',
  '#8b8780',
  '#6b6862',
  '#43413e',
  '#393835',
  '#2f2e2c',
  '#272625',
  '#1c1c1b',
  '#171716',
];

/** For giving something up; shades 6 and 3 work, as with the accent. */
const red: MantineColorsTuple = [
  '#fbeeec',
  '#f6dbd8',
  '#f3b9b3',
  '#f0938a',
  '#d9685e',
  '#bf463d',
  '#a8322a',
  '#932a23',
  '#7a221c',
  '#611a15',
];

/** The accent's variants from the tokens, so that both themes get the contrast that was measured for them. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  // Seen on every ground that a quiet button can stand on, a lit row included.
  if (input.variant === 'subtle' && input.color === 'gray')
    return { ...colors, hover: veil('--ink'), color: 'var(--ink)' };
  if (input.variant === 'subtle' && input.color === 'red')
    return { ...colors, hover: veil('--bad'), color: 'var(--bad)' };
  const accented = (input.color ?? 'pine') === 'pine';
  // Menus take the shade of a colour's name that is right on white only: their items are given the token.
  const givesUp = input.color === 'red' || input.color === 'var(--bad)';
  if (givesUp && input.variant === 'filled') {
    return {
      ...colors,
      background: 'var(--bad)',
      hover: 'color-mix(in srgb, var(--bad) 88%, var(--ink))',
      color: 'var(--sheet)',
    };
  }
  if (givesUp && (input.variant === 'light' || input.variant === 'subtle')) {
    return {
      ...colors,
      background: input.variant === 'light' ? 'var(--bad-soft)' : 'transparent',
      hover: 'var(--bad-soft)',
      color: 'var(--bad)',
    };
  }
  if (!accented) return colors;
  if (input.variant === 'filled') {
    return {
      ...colors,
      background: 'var(--accent)',
      hover: 'var(--accent-hover)',
      color: 'var(--on-accent)',
    };
  }
  if (input.variant === 'light') {
    return {
      ...colors,
      background: 'var(--accent-soft)',
      hover: 'var(--accent-soft-hover)',
      color: 'var(--accent)',
    };
  }
  if (input.variant === 'subtle') return { ...colors, hover: 'var(--accent-soft)', color: 'var(--accent)' };
  return colors;
};

function veil(token: '--ink' | '--bad'): string {
  return `color-mix(in srgb, var(${token}) 9%, transparent)`;
}

/**
 * Fields that offer something as one types. The list itself scrolls: a part of it that did would have to be reached by Tab, and it
 * is gone through by arrows. The chosen line is lit as a picked row is.
 */
const offering = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: 220, overflowY: 'auto' } },
  classNames: { option: parts.choice ?? '' },
} as const;

export const theme = createTheme({
  variantColorResolver: variantColors,
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  colors: { pine, gray, dark, red },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    Tooltip: { defaultProps: { openDelay: 500, withArrow: false, fz: 'xs', offset: 6 } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.25 },
        transitionProps: { transition: 'pop', duration: 120 },
      },
    },
    Spotlight: {
      defaultProps: {
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.25, blur: 0 },
        yOffset: '14vh',
        transitionProps: { duration: 0 },
      },
    },
    Switch: { defaultProps: { withThumbIndicator: false } },
    SegmentedControl: { styles: { label: { paddingInline: 10 } } },
    TagsInput: offering,
    Autocomplete: offering,
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Menu: {
      defaultProps: {
        // It is no item of a menu, and is said to be one.
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 80 },
      },
    },
  },
});
