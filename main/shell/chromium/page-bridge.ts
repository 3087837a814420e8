import type { CDPSession } from 'puppeteer-core';
import { z } from 'zod';
import type { AnyEvent } from '../../../contract/index.ts';
import { fail, type Reply } from '../../../contract/problem.ts';
import type { Logger } from '../../engine/platform/logger.ts';
import type { CallHandler } from '../port.ts';
import { BINDING, bridgeScript, RECEIVER } from './bridge-script.ts';
import { packBytes, unpackBytes } from './bytes.ts';

const request = z.object({
  id: z.number().int(),
  name: z.string(),
  input: z.unknown(),
  bytes: z.array(z.tuple([z.array(z.union([z.string(), z.number()])), z.string()])).default([]),
});

const contextData = z.object({ isDefault: z.boolean(), frameId: z.string() });

export interface PageBridge {
  /** Hands an event to the page; nothing happens between two documents. */
  send(event: AnyEvent): void;
}

/**
 * Connects the calls of the page at `origin` to `answer`. A binding is visible in every frame of the page, so a call counts
 * only when it comes from the main world of the top frame while that shows our origin.
 */
export async function bridgePage(
  session: CDPSession,
  options: { origin: string; answer: CallHandler; logger: Logger },
): Promise<PageBridge> {
  const { logger } = options;
  let trusted: { id: number; uniqueId: string } | null = null;
  const { frameTree } = await session.send('Page.getFrameTree');
  const topFrame = frameTree.frame.id;

  session.on('Runtime.executionContextCreated', ({ context }) => {
    const data = contextData.safeParse(context.auxData);
    if (!data.success || !data.data.isDefault || data.data.frameId !== topFrame) return;
    trusted = context.origin === options.origin ? context : null;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextUniqueId }) => {
    if (executionContextUniqueId === trusted?.uniqueId) trusted = null;
  });
  session.on('Runtime.executionContextsCleared', () => {
    trusted = null;
  });
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== BINDING) return;
    if (executionContextId !== trusted?.id) {
      logger.error({ executionContextId }, 'call refused: not from the top frame of the window');
      return;
    }
    void answerOne(payload, executionContextId);
  });

  async function answerOne(payload: string, context: number): Promise<void> {
    const parsed = request.safeParse(parseJson(payload));
    if (!parsed.success) {
      logger.error('call refused: not a request');
      return;
    }
    const input = unpackBytes({ value: parsed.data.input, bytes: parsed.data.bytes });
    const reply = await options.answer(parsed.data.name, input).catch((error: unknown) => {
      logger.error({ err: error, call: parsed.data.name }, 'call failed');
      return fail('unexpected') satisfies Reply<unknown>;
    });
    deliver(context, { kind: 'reply', id: parsed.data.id, ...packBytes(reply) });
  }

  function deliver(context: number, message: object): void {
    session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `(text) => globalThis.${RECEIVER}(text)`,
        executionContextId: context,
        arguments: [{ value: JSON.stringify(message) }],
      })
      .then(
        ({ exceptionDetails }) => {
          if (exceptionDetails) logger.error('the window failed to take a message');
        },
        // The document or the window went away while the answer was on its way: nobody is left to tell.
        () => undefined,
      );
  }

  await Promise.all([
    session.send('Runtime.addBinding', { name: BINDING }),
    session.send('Page.enable'),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: bridgeScript(options.origin) }),
    session.send('Runtime.enable'),
  ]);
  return {
    send: (event) => {
      if (trusted === null) return;
      deliver(trusted.id, { kind: 'event', name: event.name, ...packBytes(event.payload) });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
