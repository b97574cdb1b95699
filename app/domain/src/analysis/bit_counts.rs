//! How often each of many bits is set, counted for all of them at once.

/// Bits of a word.
const WIDTH: usize = u128::BITS as usize;

/// Words that are added together.
const TOGETHER: usize = 8;

/// Digits of a count in base two.
const DIGITS: usize = u32::BITS as usize;

/// How often each bit was set in the words that were taken.
///
/// The counts lie across: one word holds the same digit of all of them, so that an addition is a few operations on
/// words, whatever they hold.
pub(super) struct BitCounts {
    waiting: [u128; TOGETHER],
    /// How many words wait.
    held: usize,
    digits: [u128; DIGITS],
    /// Counts of what was joined.
    joined: [u32; WIDTH],
}

impl BitCounts {
    /// Nothing taken yet.
    pub(super) const fn new() -> Self {
        Self {
            waiting: [0; TOGETHER],
            held: 0,
            digits: [0; DIGITS],
            joined: [0; WIDTH],
        }
    }

    /// Takes a word.
    pub(super) fn take(&mut self, word: u128) {
        self.waiting[self.held] = word;
        self.held += 1;
        if self.held == TOGETHER {
            self.add_waiting();
        }
    }

    fn add_waiting(&mut self) {
        let words = std::mem::take(&mut self.waiting);
        let [ones, twos, fours, rest @ ..] = &mut self.digits;
        let twos_of = [0, 2, 4, 6].map(|at| add(ones, words[at], words[at + 1]));
        let fours_of = [
            add(twos, twos_of[0], twos_of[1]),
            add(twos, twos_of[2], twos_of[3]),
        ];
        let mut carry = add(fours, fours_of[0], fours_of[1]);
        for digit in rest {
            if carry == 0 {
                break;
            }
            carry = add(digit, carry, 0);
        }
        self.held = 0;
    }

    /// Adds the counts of another part.
    pub(super) fn join(&mut self, other: Self) {
        let joined = self.joined.iter_mut().zip(other.finish());
        joined.for_each(|(to, from)| *to += from);
    }

    /// The counts, by the position of the bit.
    pub(super) fn finish(mut self) -> [u32; WIDTH] {
        self.add_waiting();
        std::array::from_fn(|bit| {
            let digits = (0..).zip(&self.digits);
            digits.fold(self.joined[bit], |count, (at, digit)| {
                count + (u32::from(digit >> bit & 1 == 1) << at)
            })
        })
    }
}

/// Adds two words to a digit; gives what is carried to the next.
fn add(digit: &mut u128, a: u128, b: u128) -> u128 {
    let both = *digit ^ a;
    let carry = (*digit & a) | (both & b);
    *digit = both ^ b;
    carry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_is_counted_as_often_as_it_is_set() {
        for words in [0, 1, 7, 8, 9, 1_000] {
            // Every bit in a rhythm of its own, the last one always.
            let word = |nth: usize| {
                let is_set = |bit: &usize| nth.is_multiple_of(WIDTH - bit);
                (0..WIDTH)
                    .filter(is_set)
                    .fold(0, |word, bit| word | 1 << bit)
            };
            let mut counts = BitCounts::new();
            (0..words).for_each(|nth| counts.take(word(nth)));
            let counts = counts.finish();
            for (bit, count) in counts.into_iter().enumerate() {
                assert_eq!(
                    count as usize,
                    words.div_ceil(WIDTH - bit),
                    "bit {bit} of {words}"
                );
            }
        }
    }
}
