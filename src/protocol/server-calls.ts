import type { z } from 'zod';
import { readAs } from '../domain/read-as.ts';
import {
  compareAnswer,
  partsAnswer,
  type CompareAnswer,
  type CompareRequest,
  type PartsAnswer,
  type PartsRequest,
} from './compare.ts';
import {
  carriedAnswer,
  deviceKeyAnswer,
  type CarriedAnswer,
  type DeviceKeyAnswer,
} from './parcel.ts';
import { problemAnswer, type ProblemAnswer } from './problem.ts';
import {
  codeAnswer,
  demoAnswer,
  endDeviceAnswer,
  enrolAnswer,
  sessionAnswer,
  type CodeAnswer,
  type DemoAnswer,
  type EndDeviceAnswer,
  type EndDeviceRequest,
  type EnrolAnswer,
  type EnrolRequest,
  type SessionAnswer,
} from './session.ts';
import {
  pullAnswer,
  pushAnswer,
  type PullAnswer,
  type PullRequest,
  type PushAnswer,
  type PushRequest,
} from './sync.ts';

/** No answer came, or one that is not of our server: a captive portal's page, a cut body. */
export type CallProblem =
  | ProblemAnswer
  | { readonly code: 'unreachable' }
  | { readonly code: 'notOurs' };

export type CallResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: CallProblem };

/** The part of the browser's `fetch` that the calls need. */
export type Fetch = (
  path: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

/** Every call of the wire; expected failures are answers, nothing is thrown for them. */
export interface ServerCalls {
  enrol(request: EnrolRequest): Promise<CallResult<EnrolAnswer>>;
  session(): Promise<CallResult<SessionAnswer>>;
  signOut(signal?: AbortSignal): Promise<CallResult<null>>;
  demo(): Promise<CallResult<DemoAnswer>>;
  /** A one-time code for a person whose posts lie within the asker's grants. */
  code(person: string): Promise<CallResult<CodeAnswer>>;
  /** Ends a device's use: at once, or when it has uploaded what it holds. */
  endDevice(request: EndDeviceRequest): Promise<CallResult<EndDeviceAnswer>>;
  pull(request: PullRequest, signal?: AbortSignal): Promise<CallResult<PullAnswer>>;
  push(request: PushRequest, signal?: AbortSignal): Promise<CallResult<PushAnswer>>;
  /** Hands in a parcel that somebody else packed. */
  carried(parcel: string, signal?: AbortSignal): Promise<CallResult<CarriedAnswer>>;
  /** Says by which key this device's parcels can be known. */
  deviceKey(publicKey: string): Promise<CallResult<DeviceKeyAnswer>>;
  /** Whether this device holds what it should, by checksums. */
  compare(request: CompareRequest, signal?: AbortSignal): Promise<CallResult<CompareAnswer>>;
  parts(request: PartsRequest, signal?: AbortSignal): Promise<CallResult<PartsAnswer>>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The calls over a given `fetch`; headers such as a bearer token are the fetch's business. */
export function serverCalls(fetch: Fetch): ServerCalls {
  async function call<T>(
    method: string,
    path: string,
    shape: z.ZodType<T> | null,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<CallResult<T>> {
    let answer: Awaited<ReturnType<Fetch>>;
    let text: string;
    try {
      answer = await fetch(`/api/v1${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
      text = await answer.text();
    } catch {
      return { ok: false, problem: { code: 'unreachable' } };
    }
    if (!answer.ok) {
      const problem = readAs(problemAnswer, parsed(text));
      return { ok: false, problem: problem.success ? problem.data : { code: 'notOurs' } };
    }
    if (!shape) return { ok: true, value: null as T };
    const value = readAs(shape, parsed(text));
    return value.success
      ? { ok: true, value: value.data }
      : { ok: false, problem: { code: 'notOurs' } };
  }

  return {
    enrol: (request) => call('POST', '/enrol', enrolAnswer, request),
    session: () => call('GET', '/session', sessionAnswer),
    signOut: (signal) => call<null>('DELETE', '/session', null, undefined, signal),
    demo: () => call('GET', '/demo', demoAnswer),
    code: (person) => call('POST', '/codes', codeAnswer, { person }),
    endDevice: (request) => call('POST', '/devices/end', endDeviceAnswer, request),
    pull: (request, signal) => call('POST', '/sync/pull', pullAnswer, request, signal),
    push: (request, signal) => call('POST', '/sync/push', pushAnswer, request, signal),
    carried: (parcel, signal) => call('POST', '/sync/carried', carriedAnswer, { parcel }, signal),
    deviceKey: (publicKey) => call('POST', '/session/key', deviceKeyAnswer, { publicKey }),
    compare: (request, signal) => call('POST', '/sync/compare', compareAnswer, request, signal),
    parts: (request, signal) => call('POST', '/sync/parts', partsAnswer, request, signal),
  };
}
