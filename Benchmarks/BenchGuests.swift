import Foundation
import Runtime

/// The workers that are measured, made of text where they are needed.
enum BenchGuests {
  /// A counter that can also echo and never return.
  static func counter() throws -> [UInt8] {
    let text = """
      (component
        (core module $m
          (memory (export "memory") 1)
          (global $sum (mut i32) (i32.const 0))
          (func (export "echo") (param i32) (result i32) (local.get 0))
          (func (export "add") (param i32) (result i32)
            (global.set $sum (i32.add (global.get $sum) (local.get 0)))
            (i32.store (i32.const 0) (global.get $sum))
            (global.get $sum))
          (func (export "spin") (loop $again (br $again))))
        (core instance $i (instantiate $m))
        (func (export "echo") (param "n" u32) (result u32) (canon lift (core func $i "echo")))
        (func (export "add") (param "n" u32) (result u32) (canon lift (core func $i "add")))
        (func (export "spin") (canon lift (core func $i "spin"))))
      """
    return try WATText.binary(of: Array(text.utf8))
  }

  /// Calls `add` of `worker://counter/callee` so often in one invocation.
  ///
  /// A core module that the peer makes a component of: its memory holds the URI, the function's name
  /// and one `wit-value` of one node, `prim-u32(1)`.
  static func caller(peer: String, scratch: URL) throws -> [UInt8] {
    let world = scratch.appending(path: "caller.wit")
    let module = scratch.appending(path: "caller.wat")
    let embedded = scratch.appending(path: "caller-embedded.wasm")
    let component = scratch.appending(path: "caller.wasm")
    try Data(wit.utf8).write(to: world)
    try Data(core.utf8).write(to: module)
    try Clocks.run(
      peer,
      [
        "component", "embed", "--world", "caller", world.path, module.path, "-o", embedded.path,
      ])
    try Clocks.run(peer, ["component", "new", embedded.path, "-o", component.path])
    return try [UInt8](Data(contentsOf: component))
  }

  private static let wit = """
    package bench:caller;
    world caller {
      import golem:rpc/types@0.1.0;
      export run: func(hops: u32) -> u32;
    }
    package golem:rpc@0.1.0 {
      interface types {
        type node-index = s32;
        record wit-value { nodes: list<wit-node> }
        variant wit-node {
          record-value(list<node-index>), variant-value(tuple<u32, option<node-index>>),
          enum-value(u32), flags-value(list<bool>), tuple-value(list<node-index>),
          list-value(list<node-index>), option-value(option<node-index>),
          result-value(result<option<node-index>, option<node-index>>),
          prim-u8(u8), prim-u16(u16), prim-u32(u32), prim-u64(u64), prim-s8(s8), prim-s16(s16),
          prim-s32(s32), prim-s64(s64), prim-float32(f32), prim-float64(f64), prim-char(char),
          prim-bool(bool), prim-string(string), handle(tuple<uri, u64>)
        }
        record uri { value: string }
        variant rpc-error {
          protocol-error(string), denied(string), not-found(string),
          remote-internal-error(string)
        }
        resource wasm-rpc {
          constructor(location: uri);
          invoke-and-await: func(function-name: string, function-params: list<wit-value>)
            -> result<wit-value, rpc-error>;
        }
      }
    }

    """

  private static let core = """
    (module
      (import "golem:rpc/types@0.1.0" "[constructor]wasm-rpc"
        (func $open (param i32 i32) (result i32)))
      (import "golem:rpc/types@0.1.0" "[method]wasm-rpc.invoke-and-await"
        (func $call (param i32 i32 i32 i32 i32 i32)))
      (memory (export "memory") 1)
      (data (i32.const 16) "worker://counter/callee")
      (data (i32.const 64) "add")
      ;; wit-value: its nodes are at 96, one of them.
      (data (i32.const 80) "\\60\\00\\00\\00\\01\\00\\00\\00")
      ;; wit-node: case 10, prim-u32, with 1 at its payload.
      (data (i32.const 96) "\\0a\\00\\00\\00\\00\\00\\00\\00\\01\\00\\00\\00")
      (global $free (mut i32) (i32.const 1024))
      (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
        (local $place i32)
        (local.set $place
          (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
        (global.set $free (i32.add (local.get $place) (local.get 3)))
        (local.get $place))
      (func (export "run") (param $hops i32) (result i32)
        (local $worker i32)
        (local $answered i32)
        (local.set $worker (call $open (i32.const 16) (i32.const 23)))
        (loop $again
          (global.set $free (i32.const 1024))
          (call $call (local.get $worker) (i32.const 64) (i32.const 3) (i32.const 80)
            (i32.const 1) (i32.const 256))
          ;; The result's first byte is 0 where it is `ok`.
          (local.set $answered
            (i32.add (local.get $answered) (i32.eqz (i32.load8_u (i32.const 256)))))
          (local.set $hops (i32.sub (local.get $hops) (i32.const 1)))
          (br_if $again (local.get $hops)))
        (local.get $answered)))
    """
}
