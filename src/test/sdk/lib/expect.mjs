// Assertions on what the SDK answers and throws.
import assert from 'node:assert/strict';

/** Plain amounts of an object of prices: `{subtotal: {amount: '1.00', ...}}` becomes `{subtotal: '1.00'}`. */
export function amounts(prices, ...names) {
  return Object.fromEntries(names.map((name) => [name, prices?.[name]?.amount]));
}

export const SUMMARY = ['subtotal', 'discount', 'shipping', 'additionalFees', 'tax', 'total'];

/** Holds a price summary against amounts; what is not given must be zero. */
export function assertSummary(summary, expected) {
  const zeros = Object.fromEntries(SUMMARY.map((name) => [name, '0.00']));
  assert.deepEqual(amounts(summary, ...SUMMARY), { ...zeros, ...expected });
}

/** Nothing went wrong in any part of a calculation: no error, and no list with an error in it. */
export function assertNoErrors(calculationErrors) {
  const present = Object.entries(calculationErrors ?? {}).filter(([, error]) => error?.length !== 0);
  assert.deepEqual(Object.fromEntries(present), {});
}

/** The call must be refused with this status (or one of these) and this application code. Answers the error. */
export async function refused(call, status, code) {
  const error = await call.then(
    (value) => assert.fail(`expected ${status} ${code}, but got ${JSON.stringify(value)?.slice(0, 300)}`),
    (e) => e,
  );
  if (error instanceof assert.AssertionError) {
    throw error;
  }
  const got = error.details?.applicationError;
  assert.ok([status].flat().includes(error.status), `status ${error.status}, not ${status}: ${error.message}`);
  assert.equal(typeof got?.code, 'string', `an application error with a code of text, not ${error.message}`);
  if (code instanceof RegExp) {
    assert.match(got.code, code);
  } else {
    assert.equal(got.code, code);
  }
  return error;
}

/** The call must be refused with 400 and a violation of this field, as the SDK names it, list positions left out. Answers the violation. */
export async function invalid(call, field) {
  const error = await call.then(
    (value) => assert.fail(`expected a violation of ${field}, but got ${JSON.stringify(value)?.slice(0, 300)}`),
    (e) => e,
  );
  if (error instanceof assert.AssertionError) {
    throw error;
  }
  const violations = error.details?.validationError?.fieldViolations;
  assert.ok(Array.isArray(violations), `a validation error, not ${error.message}`);
  assert.equal(error.status, 400);
  const violation = violations.find((v) => v.field.replace(/\[\d+\]/g, '') === field);
  assert.ok(violation, `a violation of ${field} among ${violations.map((v) => v.field)}`);
  assert.ok(violation.description, 'a description');
  return violation;
}

/** A call to a path of ours that must have gone well. Answers the body. */
export function ok({ status, body }) {
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Reads again and again until `holds`, for ten seconds at most. Answers what was read last. */
export async function eventually(read, holds) {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (holds(value) || Date.now() > end) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
