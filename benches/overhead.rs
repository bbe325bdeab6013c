//! How long a call takes, next to the same call by hand, and what it allocates.
//!
//! The ways to make a call take turns in small batches, so that whatever slows the
//! machine down for a while slows all of them; each batch is compared with `libc`'s
//! batch of the same turn, and the median of these ratios is printed. `libc` takes part
//! twice: the ratio of its second turn says how steady the clock and the machine were.
//!
//! It does not say how far two builds can be compared. The ratios of the other
//! libraries, whose code is the same in each build, were seen to change by up to 0.03 from
//! one build to the next: a smaller difference means little. For those, count instructions.
//!
//! `cargo bench --bench overhead`; with `-- --quick`, a short run, whose ratios are
//! rough; with `-- --check`, a missed target is an error. (A quick run checks only the
//! allocations.)

#![cfg_attr(
    target_os = "linux",
    // The calls by hand are what the others are compared with, and C's integers are
    // made by `as` there.
    allow(unsafe_code, clippy::undocumented_unsafe_blocks, clippy::cast_possible_truncation)
)]

// What the targets of the other bench need.
#[cfg(target_os = "linux")]
#[allow(dead_code)]
mod cases;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: this bench is for Linux");
}

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    linux::main()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::process::ExitCode;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::{Duration, Instant};
    use std::{env, io};

    use crate::cases::{Case, State, Way, CASES, OURS, WAYS};

    /// Calls in a row by one way: enough to make the clock's own time small.
    const BATCH: u32 = 100;
    /// How long to measure one case.
    const LONG: Duration = Duration::from_millis(700);
    const QUICK: Duration = Duration::from_millis(50);
    /// The most that a call may take, by libc's time.
    const MOST: f64 = 1.01;

    /// The system's allocator, with a count of what is asked of it.
    struct Counting;

    static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    // SAFETY: all is left to the system's allocator.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
            // SAFETY: the caller's promise.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
            // SAFETY: the caller's promise.
            unsafe { System.dealloc(pointer, layout) }
        }

        unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
            // SAFETY: the caller's promise.
            unsafe { System.realloc(pointer, layout, size) }
        }
    }

    pub(super) fn main() -> ExitCode {
        let wanted = |flag: &str| env::args().any(|arg| arg == flag);
        match measure(wanted("--quick")) {
            Ok(met) if met || !wanted("--check") => ExitCode::SUCCESS,
            Ok(_) => ExitCode::FAILURE,
            Err(error) => {
                eprintln!("overhead: {error}");
                ExitCode::FAILURE
            }
        }
    }

    /// Prints all; whether the targets are met.
    fn measure(quick: bool) -> io::Result<bool> {
        let state = State::new()?;
        for case in CASES {
            for way in case.ways {
                if !case.works(way, &state) {
                    let message = format!("{} by {} went another way", case.title, way.name);
                    return Err(io::Error::other(message));
                }
            }
        }
        if cfg!(debug_assertions) {
            println!("skipped: not optimized; each call was made once");
            return Ok(true);
        }
        let frugal = print_allocations(&state);
        let fast = print_times(&state, if quick { QUICK } else { LONG });
        Ok(frugal && (fast || quick))
    }

    fn print_heading() {
        print!("{:28}", "");
        for way in WAYS {
            print!("{way:>10}");
        }
    }

    /// Whether this crate's ways allocate nothing.
    fn print_allocations(state: &State) -> bool {
        println!("Heap allocations of one call:\n");
        print_heading();
        println!();
        let mut frugal = true;
        for case in CASES {
            print!("{:28}", case.title);
            for name in WAYS {
                match case.way(name) {
                    Some(way) => {
                        let before = ALLOCATIONS.load(Ordering::Relaxed);
                        (way.run)(state, BATCH);
                        let count = ALLOCATIONS.load(Ordering::Relaxed) - before;
                        frugal &= count == 0 || !OURS.contains(&name);
                        print!("{:>10}", count as f64 / f64::from(BATCH));
                    }
                    None => print!("{:>10}", "-"),
                }
            }
            println!();
        }
        println!("\n{} 0 by this crate\n", verdict(frugal));
        frugal
    }

    /// Whether this crate's ways are as fast as they should be.
    fn print_times(state: &State, limit: Duration) -> bool {
        println!("Time of one call, by libc's:\n");
        print_heading();
        println!("{:>10}{:>10}", "again", "libc, ns");
        let mut worst = 0f64;
        let mut noise = 0f64;
        for case in CASES {
            let Some(libc) = case.way("libc") else { continue };
            let times = Times::of(case, libc, state, limit);
            print!("{:28}", case.title);
            for name in WAYS {
                match case.ways.iter().position(|way| way.name == name) {
                    Some(place) => {
                        let ratio = times.ratio(place);
                        if OURS.contains(&name) {
                            worst = worst.max(ratio);
                        }
                        print!("{ratio:>10.3}");
                    }
                    None => print!("{:>10}", "-"),
                }
            }
            let again = times.ratio(case.ways.len());
            noise = noise.max((again - 1.0).abs());
            println!("{again:>10.3}{:>10.1}", times.libc_nanos());
        }
        let fast = worst <= MOST;
        println!("\n{} at most {MOST}: {worst:.3} by this crate", verdict(fast));
        println!("      libc's second turn is off by {noise:.3} at most; see the source on builds");
        fast
    }

    fn verdict(met: bool) -> &'static str {
        if met {
            "OK   "
        } else {
            "OVER "
        }
    }

    /// The times of a case's batches.
    struct Times {
        /// For each turn, the seconds of each way's batch, the second one of libc's last.
        turns: Vec<Vec<f64>>,
        /// Libc's place.
        base: usize,
    }

    impl Times {
        fn of(case: &Case, libc: &'static Way, state: &State, limit: Duration) -> Times {
            let ways: Vec<&Way> = case.ways.iter().chain([libc]).collect();
            let base = ways.iter().position(|way| way.name == libc.name).unwrap_or(0);
            // One turn to warm up.
            for way in &ways {
                (way.run)(state, BATCH);
            }
            let start = Instant::now();
            let mut turns = Vec::new();
            while start.elapsed() < limit {
                let mut turn = vec![0.0; ways.len()];
                // Each turn begins with another way, so that none always follows the
                // same other one, or the bookkeeping between the turns.
                let places = (0..ways.len()).map(|place| (place + turns.len()) % ways.len());
                for place in places {
                    let (Some(way), Some(time)) = (ways.get(place), turn.get_mut(place)) else {
                        continue;
                    };
                    let start = Instant::now();
                    (way.run)(state, BATCH);
                    *time = start.elapsed().as_secs_f64();
                }
                turns.push(turn);
            }
            Times { turns, base }
        }

        /// The median of a way's ratios to libc.
        fn ratio(&self, place: usize) -> f64 {
            median(
                self.turns.iter().filter_map(|turn| Some(turn.get(place)? / turn.get(self.base)?)),
            )
        }

        fn libc_nanos(&self) -> f64 {
            let batches = self.turns.iter().filter_map(|turn| turn.get(self.base));
            median(batches.map(|secs| secs * 1e9 / f64::from(BATCH)))
        }
    }

    fn median(numbers: impl Iterator<Item = f64>) -> f64 {
        let mut numbers: Vec<f64> = numbers.collect();
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
    }
}
