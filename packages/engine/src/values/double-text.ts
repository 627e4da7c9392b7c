/** The digits 0.d₁d₂d₃… × 10^exponent of a positive number. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

const view = new DataView(new ArrayBuffer(8));

/**
 * Prints a double as `Double.toString` of Java 8 to 18 does, which is what Druid 33 stores for a JSON number in a text
 * column. It is not always the shortest text that reads back: 2.0E-3 is `0.002`, but 2^-44 is `5.684341886080802E-14`.
 *
 * @example
 * formatDouble(1e300);
 * // => "1.0E300"
 */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "Infinity";
  if (value === -Infinity) return "-Infinity";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  return sign + layOut(digitsOf(Math.abs(value)));
}

function layOut({ digits, exponent }: Digits): string {
  if (exponent > 0 && exponent < 8) {
    if (digits.length <= exponent) return `${digits}${"0".repeat(exponent - digits.length)}.0`;
    return `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
  }
  if (exponent <= 0 && exponent > -3) return `0.${"0".repeat(-exponent)}${digits}`;
  return `${digits[0]}.${digits.length > 1 ? digits.slice(1) : "0"}E${exponent - 1}`;
}

/** @see jdk.internal.math.FloatingDecimal (JDK 17), `BinaryToASCIIBuffer.dtoa` */
function digitsOf(value: number): Digits {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  let fraction = bits & 0xfffffffffffffn;
  let binaryExponent = Number(bits >> 52n);
  let significantBits = 53;
  if (binaryExponent === 0) {
    significantBits = bitLength(fraction);
    const shift = 53 - significantBits;
    fraction <<= BigInt(shift);
    binaryExponent = 1 - shift;
  } else {
    fraction |= 1n << 52n;
  }
  binaryExponent -= 1023;

  let tailZeros = 0;
  while (((fraction >> BigInt(tailZeros)) & 1n) === 0n) tailZeros++;
  const fractionBits = 53 - tailZeros;
  const tinyBits = Math.max(0, fractionBits - binaryExponent - 1);
  if (binaryExponent <= 62 && tinyBits === 0) return wholeDigits(value, binaryExponent, significantBits);
  return fractionDigits(fraction, tailZeros, binaryExponent, significantBits, tinyBits);
}

/** A whole number below 2^63: exact digits, without those that the precision of a double cannot carry. */
function wholeDigits(value: number, binaryExponent: number, significantBits: number): Digits {
  let whole = BigInt(value);
  let exponent = 0;
  if (binaryExponent > significantBits) {
    const insignificant = Math.floor((binaryExponent - significantBits - 1) * Math.LOG10E * Math.LN2);
    if (insignificant > 0) {
      const power = 10n ** BigInt(insignificant);
      const residue = whole % power;
      whole /= power;
      exponent = insignificant;
      if (residue >= power >> 1n) whole++;
    }
  }
  const text = whole.toString();
  return { digits: text.replace(/0+$/, ""), exponent: exponent + text.length };
}

function fractionDigits(
  fraction: bigint,
  tailZeros: number,
  binaryExponent: number,
  significantBits: number,
  tinyBits: number,
): Digits {
  const fractionBits = 53 - tailZeros;
  let decimal = estimateExponent(fraction, binaryExponent);
  const b5 = Math.max(0, -decimal);
  const s5 = Math.max(0, decimal);
  let b2 = b5 + tinyBits + binaryExponent;
  let s2 = s5 + tinyBits;
  let m2 = b2 - significantBits;
  b2 -= fractionBits - 1;
  const common = Math.min(b2, s2);
  b2 -= common;
  s2 -= common;
  m2 -= common;
  if (fractionBits === 1) m2 -= 1;
  if (m2 < 0) {
    b2 -= m2;
    s2 -= m2;
    m2 = 0;
  }
  const shifted = fraction >> BigInt(tailZeros);
  let rest = (shifted * 5n ** BigInt(b5)) << BigInt(b2);
  const scale = (5n ** BigInt(s5)) << BigInt(s2);
  let margin = (5n ** BigInt(b5)) << BigInt(m2);
  const tens = scale * 10n;
  // Where Java works in 32 or 64 bits, a number right at the upper margin is not near enough, and sums wrap around.
  const width = widthOf(Math.max(fractionBits + b2 + powerBits(b5), s2 + 1 + powerBits(s5 + 1)));
  const near = () => (width === 0 ? rest + margin >= tens : BigInt.asIntN(width, rest + margin) > tens);

  let digit = rest / scale;
  rest = (rest % scale) * 10n;
  margin *= 10n;
  let low = rest < margin;
  let high = near();
  const digits: number[] = [];
  if (digit === 0n && !high) decimal -= 1;
  else digits.push(Number(digit));
  if (decimal < -3 || decimal >= 8) {
    low = false;
    high = false;
  }
  while (!low && !high) {
    digit = rest / scale;
    rest = (rest % scale) * 10n;
    margin = width === 0 ? margin * 10n : BigInt.asIntN(width, margin * 10n);
    low = margin <= 0n || rest < margin;
    high = margin <= 0n || near();
    digits.push(Number(digit));
  }
  if (high) {
    const difference = rest * 2n - tens;
    const odd = ((digits.at(-1) ?? 0) & 1) === 1;
    if (!low || difference > 0n || (difference === 0n && odd)) decimal += roundUp(digits);
  }
  return { digits: digits.join(""), exponent: decimal + 1 };
}

/** Bits of the arithmetic that Java takes for numbers of this many bits; 0 is without limit. */
function widthOf(bits: number): 0 | 32 | 64 {
  return bits < 32 ? 32 : bits < 64 ? 64 : 0;
}

/** Adds one to the last digit in place; returns 1 when the number grew by a power of ten. */
function roundUp(digits: number[]): 0 | 1 {
  let place = digits.length - 1;
  while (place > 0 && digits[place] === 9) digits[place--] = 0;
  if (digits[place] === 9) {
    digits[place] = 1;
    return 1;
  }
  digits[place] = (digits[place] ?? 0) + 1;
  return 0;
}

function estimateExponent(fraction: bigint, binaryExponent: number): number {
  view.setBigUint64(0, (1023n << 52n) | (fraction & 0xfffffffffffffn));
  const unit = view.getFloat64(0);
  return Math.floor((unit - 1.5) * 0.289529654 + 0.176091259 + binaryExponent * 0.301029995663981);
}

/** Bits of 5^power, as Java's table has them: exact up to 5^26, three for each power beyond. */
function powerBits(power: number): number {
  return power < 27 ? bitLength(5n ** BigInt(power)) - (power === 0 ? 1 : 0) : power * 3;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
