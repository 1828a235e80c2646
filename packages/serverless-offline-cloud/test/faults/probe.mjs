// A function that misbehaves as its event says.
const { promise: never } = Promise.withResolvers();
let count = 0;

const behaviours = {
  count: () => count,
  text: ({ text }) => text,
  print: ({ text }) => {
    process.stdout.write(`${text}\n`);
    process.stderr.write(`${text}\n`);
  },
  nothing: () => undefined,
  wait: async ({ ms, text }) => {
    const before = count;
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { text, eventsMeanwhile: count - before };
  },
  environment: () => ({ ...process.env }),
  context: (_event, context) =>
    JSON.parse(JSON.stringify({ ...context, remainingMs: context.getRemainingTimeInMillis() })),
  uncloneable: () => ({ text: 'kept', method: () => {} }),
  circle: () => {
    const circle = {};
    circle.circle = circle;
    return circle;
  },
  throw: () => {
    throw Object.assign(new Error('why'), { name: 'UserNotFound' });
  },
  throwText: () => {
    throw 'only text';
  },
  throwLate: () => {
    setTimeout(() => {
      throw new TypeError('late');
    });
    return never;
  },
  throwAfter: () => {
    setTimeout(() => {
      throw new TypeError('after the answer');
    });
    return 'answered';
  },
  reject: () => {
    Promise.reject(new RangeError('nobody waits'));
    return never;
  },
  exit: () => process.exit(0),
  spin: () => {
    for (;;);
  },
  hoard: () => {
    for (const hoard = []; ; ) hoard.push(new Array(100_000).fill(hoard.length));
  },
};

export const handler = async (event, context) => {
  count += 1;
  return behaviours[event.does](event, context);
};

export const withCallback = (event, _context, callback) => {
  setTimeout(() => (event.does === 'throw' ? callback(new Error('why')) : callback(null, event.text)));
};
