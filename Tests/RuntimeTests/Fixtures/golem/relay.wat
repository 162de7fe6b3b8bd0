;; The core of the world `relay` in guest.wit. Results are laid down from 64 on, a URI that it makes
;; at 512, the parameters of a call at 768, a line at 1024, handles at 16384 and 18432.
(module
  (import "golem:rpc/types@0.1.0" "[constructor]wasm-rpc"
    (func $rpc (param i32 i32) (result i32)))
  (import "golem:rpc/types@0.1.0" "[method]wasm-rpc.invoke-and-await"
    (func $invoke (param i32 i32 i32 i32 i32 i32)))
  (import "golem:rpc/types@0.1.0" "[method]wasm-rpc.async-invoke-and-await"
    (func $begin (param i32 i32 i32 i32 i32) (result i32)))
  (import "golem:rpc/types@0.1.0" "[method]future-invoke-result.subscribe"
    (func $subscribe (param i32) (result i32)))
  (import "golem:rpc/types@0.1.0" "[method]future-invoke-result.get"
    (func $get (param i32 i32)))
  (import "golem:rpc/types@0.1.0" "[resource-drop]wasm-rpc" (func $drop-rpc (param i32)))
  (import "golem:rpc/types@0.1.0" "[resource-drop]future-invoke-result"
    (func $drop-future (param i32)))
  (import "wasi:clocks/monotonic-clock@0.2.0" "subscribe-duration"
    (func $alarm (param i64) (result i32)))
  (import "wasi:io/poll@0.2.0" "[method]pollable.block" (func $block (param i32)))
  (import "wasi:io/poll@0.2.0" "poll" (func $poll (param i32 i32 i32)))
  (import "wasi:io/poll@0.2.0" "[resource-drop]pollable" (func $drop-pollable (param i32)))
  (import "wasi:filesystem/preopens@0.2.0" "get-directories" (func $folders (param i32)))
  (import "wasi:filesystem/types@0.2.0" "[method]descriptor.open-at"
    (func $open (param i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:filesystem/types@0.2.0" "[method]descriptor.write"
    (func $write (param i32 i32 i32 i64 i32)))
  (import "wasi:filesystem/types@0.2.0" "[method]descriptor.stat" (func $stat (param i32 i32)))
  (memory (export "memory") 4)
  (data (i32.const 0) "effects")
  (data (i32.const 16) "note")
  (data (i32.const 24) "nothing")
  (data (i32.const 32) "chain")
  (data (i32.const 40) "ping")
  (data (i32.const 512) "worker://golem/c")
  (data (i32.const 544) "worker://golem/f")
  (global $free (mut i32) (i32.const 32768))
  (global $file (mut i32) (i32.const -1))
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (global.set $free (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    (global.get $free)
    (global.set $free (i32.add (global.get $free) (local.get 3))))
  ;; What a call was given is not needed after it.
  (func $forget (global.set $free (i32.const 32768)))

  ;; The file stays open from its first line to the worker's end.
  (func $effects (result i32)
    (if (i32.eq (global.get $file) (i32.const -1))
      (then
        (call $folders (i32.const 64))
        (call $open (i32.load (i32.load (i32.const 64))) (i32.const 0) (i32.const 0) (i32.const 7)
          (i32.const 1) (i32.const 3) (i32.const 64))
        (if (i32.load8_u (i32.const 64)) (then unreachable))
        (global.set $file (i32.load (i32.const 68)))))
    (global.get $file))
  ;; Writes the line of this length behind the last one.
  (func $append (param $length i32)
    (i32.store8 (i32.add (i32.const 1024) (local.get $length)) (i32.const 10))
    (call $stat (call $effects) (i32.const 64))
    (if (i32.load8_u (i32.const 64)) (then unreachable))
    (call $write (call $effects) (i32.const 1024) (i32.add (local.get $length) (i32.const 1))
      (i64.load (i32.const 88)) (i32.const 64))
    (if (i32.load8_u (i32.const 64)) (then unreachable)))
  (func $copy (param $line i32) (param $length i32)
    (if (i32.gt_u (local.get $length) (i32.const 1000)) (then unreachable))
    (memory.copy (i32.const 1024) (local.get $line) (local.get $length)))

  ;; One parameter: a list of one wit-value of one node.
  (func $parameter (param $kind i32) (result i32)
    (i32.store (i32.const 768) (i32.const 784))
    (i32.store (i32.const 772) (i32.const 1))
    (i32.store (i32.const 784) (local.get $kind))
    (i32.const 768))
  (func $text (param $text i32) (param $length i32) (result i32)
    (i32.store (i32.const 792) (local.get $text))
    (i32.store (i32.const 796) (local.get $length))
    (call $parameter (i32.const 20)))
  (func $number (param $number i32) (result i32)
    (i32.store (i32.const 792) (local.get $number))
    (call $parameter (i32.const 10)))
  ;; The number in a result's wit-value at this place: a tuple of one.
  (func $answer (param $place i32) (result i32)
    (local $nodes i32)
    (if (i32.load8_u (local.get $place)) (then unreachable))
    (local.set $nodes (i32.load offset=4 (local.get $place)))
    (if (i32.ne (i32.load8_u offset=24 (local.get $nodes)) (i32.const 10)) (then unreachable))
    (i32.load offset=32 (local.get $nodes)))
  ;; Writes three digits.
  (func $digits (param $place i32) (param $number i32)
    (i32.store8 (local.get $place)
      (i32.add (i32.const 48) (i32.div_u (local.get $number) (i32.const 100))))
    (i32.store8 offset=1 (local.get $place)
      (i32.add (i32.const 48)
        (i32.rem_u (i32.div_u (local.get $number) (i32.const 10)) (i32.const 10))))
    (i32.store8 offset=2 (local.get $place)
      (i32.add (i32.const 48) (i32.rem_u (local.get $number) (i32.const 10)))))

  (func (export "note") (param i32 i32)
    (call $copy (local.get 0) (local.get 1))
    (call $append (local.get 1))
    (call $forget))
  ;; For each of the count, up to ten: writes the line with its digit, and has another worker write
  ;; it too.
  (func (export "relay") (param $uri i32) (param $length i32) (param $line i32) (param $size i32)
    (param $count i32)
    (local $remote i32) (local $index i32)
    (local.set $remote (call $rpc (local.get $uri) (local.get $length)))
    (call $copy (local.get $line) (local.get $size))
    (loop $next
      (i32.store8 (i32.add (i32.const 1024) (local.get $size))
        (i32.add (i32.const 48) (local.get $index)))
      (call $append (i32.add (local.get $size) (i32.const 1)))
      (call $invoke (local.get $remote) (i32.const 16) (i32.const 4)
        (call $text (i32.const 1024) (i32.add (local.get $size) (i32.const 1))) (i32.const 1)
        (i32.const 64))
      (if (i32.load8_u (i32.const 64)) (then unreachable))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $index) (local.get $count))))
    (call $drop-rpc (local.get $remote))
    (call $forget))

  (func (export "nothing"))
  (func (export "fail") unreachable)
  ;; Calls a function without parameters; the error is the answer.
  (func $ask (export "ask") (param i32 i32 i32 i32) (result i32)
    (call $invoke (call $rpc (local.get 0) (local.get 1)) (local.get 2) (local.get 3)
      (i32.const 0) (i32.const 0) (i32.const 64))
    (call $forget)
    (i32.const 64))
  (func $tell (export "tell") (param i32 i32 i32 i32 i32 i32) (result i32)
    (call $invoke (call $rpc (local.get 0) (local.get 1)) (local.get 2) (local.get 3)
      (call $text (local.get 4) (local.get 5)) (i32.const 1) (i32.const 64))
    (call $forget)
    (i32.const 64))
  ;; 0 when the other worker answers, or else one more than the case of the error.
  (func (export "ping") (param i32 i32) (result i32)
    (drop (call $ask (local.get 0) (local.get 1) (i32.const 24) (i32.const 7)))
    (if (i32.load8_u (i32.const 64))
      (then (return (i32.add (i32.const 1) (i32.load8_u (i32.const 68))))))
    (i32.const 0))
  (func (export "late-ping") (param i32 i32 i64) (result i32)
    (call $block (call $alarm (local.get 2)))
    (call $ask (local.get 0) (local.get 1) (i32.const 24) (i32.const 7)))
  ;; Sends a call first, and waits for it then.
  (func (export "later") (param i32 i32) (result i32)
    (local $future i32)
    (local.set $future
      (call $begin (call $rpc (local.get 0) (local.get 1)) (i32.const 24) (i32.const 7)
        (i32.const 0) (i32.const 0)))
    (call $block (call $subscribe (local.get $future)))
    (call $get (local.get $future) (i32.const 64))
    (if (i32.eqz (i32.load8_u (i32.const 64))) (then unreachable))
    (call $forget)
    (i32.const 68))

  ;; The number of workers that were called one by the other, itself among them.
  (func (export "chain") (param $length i32) (result i32)
    (if (i32.eqz (local.get $length)) (then (return (i32.const 1))))
    (local.set $length (i32.sub (local.get $length) (i32.const 1)))
    (call $digits (i32.const 528) (local.get $length))
    (call $invoke (call $rpc (i32.const 512) (i32.const 19)) (i32.const 32) (i32.const 5)
      (call $number (local.get $length)) (i32.const 1) (i32.const 64))
    (call $answer (i32.const 64))
    (call $forget)
    (i32.add (i32.const 1)))
  ;; Calls that many workers at once; the sum of what they answer, 1 each.
  (func (export "fan") (param $count i32) (result i32)
    (local $index i32) (local $place i32) (local $ready i32) (local $left i32) (local $sum i32)
    (loop $next
      (call $digits (i32.const 560) (local.get $index))
      (local.set $place (i32.shl (local.get $index) (i32.const 2)))
      (i32.store offset=16384 (local.get $place)
        (call $begin (call $rpc (i32.const 544) (i32.const 19)) (i32.const 32) (i32.const 5)
          (call $number (i32.const 0)) (i32.const 1)))
      (i32.store offset=18432 (local.get $place)
        (call $subscribe (i32.load offset=16384 (local.get $place))))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $index) (local.get $count))))
    (loop $wait
      (call $poll (i32.const 18432) (local.get $count) (i32.const 64))
      (local.set $ready (i32.load (i32.const 64)))
      (local.set $left (i32.load (i32.const 68)))
      ;; From the last one back: the last of all takes the place of one that is done.
      (loop $take
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (local.set $place
          (i32.shl
            (i32.load
              (i32.add (local.get $ready) (i32.shl (local.get $left) (i32.const 2))))
            (i32.const 2)))
        (call $get (i32.load offset=16384 (local.get $place)) (i32.const 64))
        (if (i32.eqz (i32.load8_u (i32.const 64))) (then unreachable))
        (local.set $sum (i32.add (local.get $sum) (call $answer (i32.const 68))))
        (call $drop-pollable (i32.load offset=18432 (local.get $place)))
        (call $drop-future (i32.load offset=16384 (local.get $place)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (i32.store offset=16384 (local.get $place)
          (i32.load offset=16384 (i32.shl (local.get $count) (i32.const 2))))
        (i32.store offset=18432 (local.get $place)
          (i32.load offset=18432 (i32.shl (local.get $count) (i32.const 2))))
        (br_if $take (local.get $left)))
      (br_if $wait (local.get $count)))
    (call $forget)
    (local.get $sum)))
