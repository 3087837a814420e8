import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import type { RuleForm, RuleOutline } from '../../../contract/rules.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';

/** A rule whose senders are VIPs. */
export interface VipGroup {
  readonly index: number;
  readonly name: string;
}

const DOMAIN = /^@?((?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,})$/u;

/** The domain that was typed, with or without its sign; null when it is none. */
export function domainOf(typed: string): string | null {
  return DOMAIN.exec(typed.trim())?.[1]?.toLowerCase() ?? null;
}

/** Everybody at a domain and its subdomains, and nobody at one that only ends alike. */
export function domainRule(name: string, domain: string): RuleForm {
  const pattern = `/@([^@]+\\.)?${domain.replaceAll('.', '\\.')}$/`;
  return {
    name,
    accounts: [],
    condition: { kind: 'group', of: 'all', items: [{ kind: 'text', field: 'from', words: [pattern] }] },
    move: [],
    archive: false,
    labels: [],
    flag: false,
    read: false,
    priority: null,
    vip: true,
    confidence: null,
    stop: false,
  };
}

function groupsOf(rules: readonly RuleOutline[]): VipGroup[] {
  return rules.flatMap(({ index, form }) => (form?.vip === true ? [{ index, name: form.name }] : []));
}

/** The rules that make VIPs, and a way to add one for a domain; it gives what went wrong, or null. */
export function useVipGroups(): {
  readonly groups: readonly VipGroup[];
  readonly add: (domain: string) => Promise<Problem | null>;
} {
  const { client } = useServices();
  const { t } = useText();
  const [groups, setGroups] = useState<readonly VipGroup[]>([]);
  useEffect(() => {
    let here = true;
    void client.call('rules.get', {}).then((reply) => {
      if (here && reply.ok) setGroups(groupsOf(reply.value.rules));
    });
    return () => {
      here = false;
    };
  }, [client]);

  const add = useCallback(
    async (domain: string): Promise<Problem | null> => {
      const now = await client.call('rules.get', {});
      if (!now.ok) return now.problem;
      const rule = domainRule(t('notify.vipRule', { domain }), domain);
      const change = { kind: 'put' as const, index: null, rule };
      const written = await client.call('rules.rewrite', { text: now.value.text, change });
      if (!written.ok) return written.problem;
      const saved = await client.call('rules.save', { text: written.value.text });
      if (!saved.ok) return saved.problem;
      // A text with a mistake of another rule is not saved: that is mended in the place of the rules.
      if (!saved.value.saved) return { code: 'invalid-input', detail: 'rules.yaml' };
      setGroups(groupsOf(saved.value.rules));
      return null;
    },
    [client, t],
  );
  return { groups, add };
}
