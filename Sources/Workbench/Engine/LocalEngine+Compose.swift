import Component
import WIT

// Composing a socket with its plugs.
extension LocalEngine {
  @concurrent package func planComposition(
    _ request: CompositionRequest
  ) async throws(EngineFailure) -> WiringSheet {
    try files(of: request).sheet
  }

  @concurrent package func compose(
    _ request: CompositionRequest
  ) async throws(EngineFailure) -> ComposedSheet {
    let plan = try files(of: request).plan()
    let destination = request.socket.destination
    do {
      let bytes = try plan.encode()
      try Files.write(bytes, to: try workspace().absolute(destination))
      let type = try ComponentDecoder.decode(bytes).type
      let workspace = try workspace()
      let imports = type.imports.flatMap(Self.parts).map { wanted in
        KeptImport(wanted) {
          workspace.services(for: $0, of: request.socket.template, memory: memory)
        }
      }
      return ComposedSheet(
        path: destination, bytes: bytes.count, imports: imports, exports: plan.exports,
        summary: imports.summary)
    } catch let error as CompositionError {
      throw EngineFailure(error.text)
    } catch let error as FileError {
      throw EngineFailure(error.text)
    } catch let error as EngineFailure {
      throw error
    } catch {
      throw EngineFailure("\(destination): \(error)")
    }
  }

  /// An interface is served as a whole; of a world's own functions each is an import.
  private static func parts(_ wanted: InterfaceType) -> [InterfaceType] {
    guard wanted.name == nil else { return [wanted] }
    return wanted.functions.map { InterfaceType(name: nil, functions: [$0]) }
  }

  private func files(of request: CompositionRequest) throws(EngineFailure) -> CompositionFiles {
    CompositionFiles(request, in: try workspace(), memory: memory)
  }

  @concurrent package func checkWorld(
    _ request: CompositionRequest, _ world: WorldChoice
  ) async throws(EngineFailure) -> WorldSheet {
    let plan = try files(of: request).plan()
    let wanted = try side(of: world)
    do {
      let component = try ComponentDecoder.decode(try plan.encode())
      let root = component.graph[component.world].package
      let own = Comparison.Side(graph: component.graph, root: root, world: component.world)
      return WorldSheet(rows: WorldConformance(of: own, to: wanted).rows)
    } catch let error as CompositionError {
      throw EngineFailure(error.text)
    } catch {
      throw EngineFailure("what is composed cannot be read again: \(error)")
    }
  }

  private func side(of world: WorldChoice) throws(EngineFailure) -> Comparison.Side {
    let resolution: Resolution
    do {
      resolution = try workspace().resolution(of: world.path, memory: memory)
    } catch {
      throw EngineFailure((error as? FileError)?.text ?? "\(world.path): \(error)")
    }
    guard resolution.isUsable, let root = resolution.root,
      let id = resolution.graph[root].worlds.first(where: {
        resolution.graph[$0].name == world.name
      })
    else {
      throw EngineFailure("\(world.path) has mistakes: Explore (1) shows them.")
    }
    return Comparison.Side(graph: resolution.graph, root: root, world: id)
  }
}
