import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine may need longer than a second to draw a first screen; what never comes is waited for in vain once.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
