import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Mutex } from 'async-mutex';
import {
  getLlama,
  LlamaLogLevel,
  type Llama,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';

type Manners = (request: IncomingMessage, response: ServerResponse, asked: Asked) => void;

/** What a client sent. */
export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: ChatRequest;
}

interface ChatRequest {
  readonly model?: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens: number;
  readonly temperature: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  readonly grammar?: string;
}

export interface ChatServerOptions {
  /** Gives probabilities of tokens when asked; yes unless told. */
  readonly logprobs?: boolean;
  /** Keeps an answer to a grammar; yes unless told. */
  readonly grammar?: boolean;
}

/**
 * A server that talks as llama-server does, around llama.cpp itself: the template of Mistral, control tokens read wherever a
 * message spells them, one request at a time, probabilities of the whole vocabulary. On a loopback port.
 */
export class ChatServer {
  readonly asked: Asked[] = [];
  /** Tokens of each prompt that was evaluated. */
  readonly prompts: (readonly Token[])[] = [];
  /** Answers in place of the model, while it is set. */
  manners: Manners | null = null;
  readonly #server: Server;
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #sequence: LlamaContextSequence;
  readonly #options: ChatServerOptions;
  readonly #oneAtATime = new Mutex();

  private constructor(
    server: Server,
    llama: Llama,
    model: LlamaModel,
    sequence: LlamaContextSequence,
    options: ChatServerOptions,
  ) {
    this.#server = server;
    this.#llama = llama;
    this.#model = model;
    this.#sequence = sequence;
    this.#options = options;
    server.on('request', (request, response) => void this.#receive(request, response));
  }

  static async start(modelPath: string, options: ChatServerOptions = {}): Promise<ChatServer> {
    const llama = await getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.disabled,
      maxThreads: 1,
    });
    const model = await llama.loadModel({ modelPath });
    const context = await model.createContext({ contextSize: 1024 });
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ChatServer(server, llama, model, context.getSequence(), options);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many of a prompt's tokens are control tokens. */
  controlsIn(tokens: readonly Token[]): number {
    return tokens.filter((token) => this.#model.isSpecialToken(token)).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#llama.dispose();
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
    const { authorization } = request.headers;
    const asked = { path: request.url ?? '', authorization, body };
    this.asked.push(asked);
    if (this.manners) {
      this.manners(request, response, asked);
      return;
    }
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      response.writeHead(404).end('{"error":{"message":"File Not Found"}}');
      return;
    }
    const answer = await this.#oneAtATime.runExclusive(() => this.#answer(body));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  async #answer(body: ChatRequest): Promise<unknown> {
    const { logprobs: gives = true, grammar: keeps = true } = this.#options;
    const said = body.messages.map(({ content }) => content).join('\n');
    // As llama-server has it, a message may spell control tokens.
    const tokens = this.#model.tokenize(`<s>[INST]${said}[/INST]`, true);
    this.prompts.push(tokens);
    const last = tokens.at(-1);
    if (last === undefined) throw new Error('an empty prompt');
    await this.#sequence.clearHistory();
    // Of the model itself: temperature 0 is for what is written.
    const generateNext = { probabilities: true, options: { temperature: 1 } } as const;
    const outputs = await this.#sequence.controlledEvaluate([
      ...tokens.slice(0, -1),
      [last, { generateNext }],
    ]);
    const next = outputs.at(-1)?.next.probabilities ?? new Map<Token, number>();
    const ranked = [...next]
      .sort(([, a], [, b]) => b - a)
      .map(([token, share]) => [this.#say(token), share] as const);
    const allowed =
      keeps && body.grammar !== undefined
        ? new Set(Array.from(body.grammar.matchAll(/"([^"]+)"/g), ([, word]) => word))
        : null;
    const content = ranked.find(([text]) => allowed === null || allowed.has(text))?.[0] ?? '';
    const top = ranked
      .slice(0, body.top_logprobs)
      .map(([token, share]) => ({ token, logprob: Math.log(share) }));
    return {
      object: 'chat.completion',
      model: body.model ?? 'tiny',
      choices: [
        {
          index: 0,
          finish_reason: 'length',
          message: { role: 'assistant', content },
          ...(gives && body.logprobs ? { logprobs: { content: [{ ...top[0], top_logprobs: top }] } } : {}),
        },
      ],
      usage: { prompt_tokens: tokens.length, completion_tokens: 1 },
    };
  }

  /** A token as text, with the space that it may begin with. */
  #say(token: Token): string {
    const before = this.#model.tokenize('a', false);
    return this.#model.detokenize([...before, token]).slice(1);
  }
}
