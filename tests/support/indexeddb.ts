import 'fake-indexeddb/auto';

// With a `self`, RxDB talks between tabs over BroadcastChannel as in a browser; without one it would write its
// messages, records and all, into a database of its own.
Object.assign(globalThis, { self: globalThis });
