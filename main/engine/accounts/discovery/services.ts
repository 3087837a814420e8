import type { SrvRecord } from 'node:dns';

/**
 * SRV records in the order in which to try them: lowest priority first; within one, each is drawn with a chance in proportion
 * to its weight, those of weight 0 last (RFC 2782). Target "." says that the service is not offered.
 */
export function orderServices(records: readonly SrvRecord[], random: () => number): SrvRecord[] {
  const left = records.filter(({ name }) => name !== '' && name !== '.');
  const ordered: SrvRecord[] = [];
  while (left.length > 0) {
    const priority = Math.min(...left.map((record) => record.priority));
    const same = left.filter((record) => record.priority === priority);
    const drawn = draw(same, random);
    ordered.push(drawn);
    left.splice(left.indexOf(drawn), 1);
  }
  return ordered;
}

function draw(records: readonly SrvRecord[], random: () => number): SrvRecord {
  const total = records.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random() * total;
  for (const record of records) {
    rest -= record.weight;
    if (rest < 0) return record;
  }
  const [first] = records;
  if (!first) throw new Error('nothing to draw from');
  return first;
}
