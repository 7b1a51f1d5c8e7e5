//! How often somebody may ask: by token, else by where the request comes from, in memory alone.
//!
//! Each key may ask so many times at once, and then at a steady pace: one moment is kept a key, the one at which it has
//! asked no more than its pace allows (the generic cell rate algorithm).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Token(u64),
    /// This machine: its own users, or a proxy.
    Here,
    /// An IPv4 address, or the 64 bits of an IPv6 address that a network has.
    Net([u8; 8]),
    /// Whoever comes with a token that is none. A right one from the same place is not held back by it.
    Wrong(Box<Key>),
    /// All for whom there is no room to be remembered apart.
    Others,
}

impl Key {
    pub(super) fn peer(address: IpAddr) -> Key {
        match address.to_canonical() {
            address if address.is_loopback() => Key::Here,
            IpAddr::V4(address) => {
                let [a, b, c, d] = address.octets();
                Key::Net([0, 0, 0, 0, a, b, c, d])
            }
            IpAddr::V6(address) => {
                let [a, b, c, d, e, f, g, h, ..] = address.octets();
                Key::Net([a, b, c, d, e, f, g, h])
            }
        }
    }

    const fn rate(&self) -> Rate {
        match self {
            Key::Here => Rate { a_second: 2_000, at_once: 4_000 },
            Key::Token(_) => Rate { a_second: 300, at_once: 1_000 },
            Key::Net(_) | Key::Others => Rate { a_second: 30, at_once: 150 },
            Key::Wrong(_) => Rate { a_second: 1, at_once: 10 },
        }
    }
}

struct Rate {
    a_second: u32,
    at_once: u32,
}

/// Keys that are remembered: some hundred kilobytes.
const KEYS_MAX: usize = 10_000;

#[derive(Default)]
pub(super) struct Rates {
    /// When the key's requests will have been paid off.
    paid: Mutex<HashMap<Key, Instant>>,
}

impl Rates {
    /// Counts one request, or tells after how many seconds to ask again.
    pub(super) fn take(&self, key: Key, now: Instant) -> Result<(), u64> {
        let mut paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        if paid.len() >= KEYS_MAX {
            paid.retain(|_, paid| *paid > now);
        }
        let key = if paid.len() < KEYS_MAX || paid.contains_key(&key) { key } else { Key::Others };
        let Rate { a_second, at_once } = key.rate();
        let step = Duration::from_secs(1) / a_second;
        let due = paid.get(&key).copied().unwrap_or(now).max(now) + step;
        let ahead = due - now;
        let most = step * at_once;
        if ahead > most {
            return Err((ahead - most).as_secs() + 1);
        }
        paid.insert(key, due);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(last: u8) -> Key {
        Key::peer(IpAddr::from([10, 0, 0, last]))
    }

    #[test]
    fn who_asks_too_often_is_told_when_to_come_back() {
        let rates = Rates::default();
        let start = Instant::now();
        let granted = (0..1_000).filter(|_| rates.take(net(1), start).is_ok()).count();
        assert_eq!(granted, 150);
        assert_eq!(rates.take(net(1), start), Err(1));
        assert_eq!(rates.take(net(2), start), Ok(()), "others are not held back");
        let later = start + Duration::from_secs(1);
        assert_eq!((0..1_000).filter(|_| rates.take(net(1), later).is_ok()).count(), 30);
        let rested = start + Duration::from_secs(60);
        assert_eq!((0..1_000).filter(|_| rates.take(net(1), rested).is_ok()).count(), 150);
    }

    #[test]
    fn wrong_tokens_are_counted_apart() {
        let rates = Rates::default();
        let now = Instant::now();
        let wrong = || Key::Wrong(Box::new(net(1)));
        assert_eq!((0..100).filter(|_| rates.take(wrong(), now).is_ok()).count(), 10);
        assert!(rates.take(Key::Token(1), now).is_ok() && rates.take(net(1), now).is_ok());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let rates = Rates::default();
        let now = Instant::now();
        let key = |n: u32| Key::Net(u64::from(n).to_be_bytes());
        assert!((0..50_000).any(|n| rates.take(key(n), now).is_err()), "those who find no room share one pace");
        assert!(rates.paid.lock().unwrap().len() <= KEYS_MAX + 1);
        let later = now + Duration::from_secs(10);
        assert!(rates.take(key(60_000), later).is_ok());
        assert!(rates.paid.lock().unwrap().len() < 10, "those who are paid off are forgotten");
    }

    #[test]
    fn a_network_of_ipv6_is_one() {
        let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
        let two: IpAddr = "2001:db8:1:2:ffff::9".parse().unwrap();
        assert_eq!(Key::peer(one), Key::peer(two));
        assert_eq!(Key::peer("::1".parse().unwrap()), Key::Here);
        assert_eq!(Key::peer("::ffff:127.0.0.1".parse().unwrap()), Key::Here);
    }
}
