import type { EndpointTrial } from '../../../../contract/endpoint.ts';
import { succeed, type Reply } from '../../../../contract/problem.ts';
import { scoringPrompt } from '../../../../models/prompt.ts';
import { Chat, type ChatOptions } from './chat.ts';

/** A question with nothing of the person in it, and its plain answer. */
const labels = ['A', 'B', 'Z'];
const right = 1;
const prompt = scoringPrompt(
  [
    { label: 'A', name: 'Bills', examples: ['invoice', 'payment'] },
    { label: 'B', name: 'Travel', examples: ['hotel', 'flight'] },
  ],
  'Z',
);
const mail = 'Your hotel in Lisbon is booked, and so is the flight';

/** Asks one easy question, once, and says how it went. */
export async function tryEndpoint(
  options: Omit<ChatOptions, 'quotes' | 'waitsMs'>,
  signal: AbortSignal,
): Promise<Reply<EndpointTrial>> {
  const chat = new Chat({ ...options, quotes: true, waitsMs: [] });
  const question = { prefix: [...prompt.prefix], mail, suffix: [...prompt.suffix], labels };
  const reply = await chat.score(question, signal);
  if (!reply.ok) return reply;
  const { probabilities, mass, milliseconds } = reply.value;
  const understood = mass > 0.02 && probabilities[right] === Math.max(...probabilities);
  return succeed({ host: options.url.host, milliseconds, gives: chat.gives, understood });
}
