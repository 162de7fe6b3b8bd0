package import Runtime
package import WIT

/// An open folder, or a single file: what the manifest says and what lies around.
///
/// Opening starts no program, loads no code and writes nothing. It reads the manifest and looks at
/// names; WIT and components are read by `resolution(of:)` and `component(at:)`.
package struct Workspace: Hashable, Sendable {
  /// A component of which workers can be made, or a project that will become one.
  package struct Template: Hashable, Sendable {
    package var id: String
    package var description: Manifest.Template

    package var name: String { description.name }

    /// Whether `build` knows how to make the component.
    package var isBuildable: Bool { description.source != nil || description.build != nil }
  }

  /// The folder, from `/`.
  package var root: String
  /// The folder or file as the user gave it.
  package var path: String
  package var name: String
  package var durability: Durability
  /// In the manifest's order; without a manifest, by the paths of the components.
  package var templates: [Template]
  /// WIT folders and single `.wit` files, relative to the root, by their paths.
  package var witPaths: [String]
  /// Component binaries, relative to the root, by their paths; those of templates come with them,
  /// built or not.
  package var componentPaths: [String]
  /// The folders in which something may come or change, relative to the root.
  package var folders: [String] = ["."]
  /// Warnings; what is an error has kept the workspace from opening.
  package var problems: [WorkspaceProblem]
  package var hasManifest: Bool
  /// Whether nothing can be kept here: durability is `memory` then.
  package var isReadOnly: Bool

  package func template(named name: String) -> Template? {
    templates.first { $0.name == name }
  }

  /// The path from `/` of something in the workspace.
  package func absolute(_ relative: String) -> String {
    relative == "." ? root : Files.join(root, relative)
  }

  /// Where workers are kept; made by the first invocation.
  package var stateFolder: String { Files.join(root, Self.stateFolderName) }

  static let stateFolderName = ".witbench"

  /// The templates that have a component, as the runtime takes them.
  package var runtimeTemplates: [WorkerTemplate] {
    templates.compactMap { template in
      guard let component = template.description.component else { return nil }
      return WorkerTemplate(
        id: template.id, name: template.name, componentPath: absolute(component),
        arguments: template.description.arguments, environment: template.description.environment,
        isEphemeral: template.description.isEphemeral,
        files: template.description.files.map { file in
          var file = file
          file.source = absolute(file.source)
          return file
        },
        limits: template.description.limits)
    }
  }

  /// Reads and resolves one of `witPaths`.
  package func resolution(
    of path: String, options: ResolveOptions = ResolveOptions(), memory: FileMemory? = nil
  ) throws(FileError) -> Resolution {
    try WITFolder.load(absolute(path), shownAs: path, options: options, memory: memory)
  }

  /// Reads and decodes one of `componentPaths`.
  package func component(at path: String, memory: FileMemory? = nil) -> LoadedComponent {
    memory?.component(absolute(path), shownAs: path)
      ?? LoadedComponent(path: absolute(path), shownAs: path)
  }
}
