import type { MenuItemConstructorOptions } from 'electron';
import type { TrayState } from '../port.ts';

/** The tray's menu as Electron takes it, a line between its sections. */
export function menuTemplate(menu: TrayState['menu']): MenuItemConstructorOptions[] {
  const sections = menu.filter((section) => section.length > 0);
  return sections.flatMap((section, index): MenuItemConstructorOptions[] => [
    ...(index === 0 ? [] : [{ type: 'separator' as const }]),
    ...section.map(({ label, enabled, run }) => ({
      // An ampersand would underline the next letter.
      label: label.replaceAll('&', '&&'),
      enabled,
      click: run,
    })),
  ]);
}
