import { config } from 'zod';

// The security policy forbids what zod tries first when a shape is made, and each try would be reported as a breach;
// so this stands before everything that makes shapes.
config({ jitless: true });
