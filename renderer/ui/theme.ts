import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

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

/** The accent's variants from the tokens, so that both themes get the contrast that was measured for them. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const accented = (input.color ?? 'pine') === 'pine';
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

export const theme = createTheme({
  variantColorResolver: variantColors,
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  colors: { pine },
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
        overlayProps: { backgroundOpacity: 0.25 },
        transitionProps: { transition: 'pop', duration: 120 },
      },
    },
    Spotlight: {
      defaultProps: { radius: 'lg', overlayProps: { backgroundOpacity: 0.25, blur: 0 }, yOffset: '14vh' },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 80 } } },
  },
});
