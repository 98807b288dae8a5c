package backube.scribe.local.command;

import backube.scribe.core.command.Surroundings;
import backube.scribe.core.command.Table;
import backube.scribe.core.resource.Role;
import backube.scribe.local.store.ManifestCondition;
import backube.scribe.local.store.ResourceView;
import backube.scribe.local.yaml.JsonWriter;
import backube.scribe.local.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints resources the way kubectl does. */
final class ResourcePrinter {
  private static final String NONE = "";

  private final Surroundings surroundings;
  private final Target target;

  ResourcePrinter(Surroundings surroundings, Target target) {
    this.surroundings = surroundings;
    this.target = target;
  }

  void table(List<ResourceView> views, boolean wide) {
    if (views.isEmpty()) {
      surroundings.err().println("No resources found.");
      return;
    }
    boolean namespaces = views.stream().anyMatch(view -> !view.key().namespace().equals("default"));
    List<String> headings = new ArrayList<>();
    if (namespaces) {
      headings.add("NAMESPACE");
    }
    if (target.role().isEmpty()) {
      headings.add("KIND");
    }
    headings.addAll(List.of("NAME", "VOLUME", "LAST SYNC", "DURATION", "NEXT SYNC", "STATUS"));
    if (wide) {
      headings.addAll(List.of("MOVER", "MESSAGE"));
    }
    Table table = new Table(headings.toArray(String[]::new));
    views.forEach(view -> table.row(row(view, namespaces, wide).toArray(String[]::new)));
    table.print(surroundings.out());
  }

  private List<String> row(ResourceView view, boolean namespaces, boolean wide) {
    List<String> row = new ArrayList<>();
    if (namespaces) {
      row.add(view.key().namespace());
    }
    if (target.role().isEmpty()) {
      row.add(view.key().role() == Role.SOURCE ? "source" : "destination");
    }
    row.add(view.key().name());
    row.add(volume(view).orElse(NONE));
    row.add(view.text("status", "lastSyncTime").orElse(NONE));
    row.add(view.text("status", "lastSyncDuration").orElse(NONE));
    row.add(view.text("status", "nextSyncTime").orElse(NONE));
    Map<String, @Nullable Object> synchronizing = view.condition("Synchronizing");
    row.add(status(view, synchronizing));
    if (wide) {
      row.add(mover(view).orElse(NONE));
      row.add(synchronizing.get("message") instanceof String message ? message : NONE);
    }
    return row;
  }

  private static Optional<String> volume(ResourceView view) {
    Optional<String> source = view.text("spec", "sourcePVC");
    return source.isPresent()
        ? source
        : mover(view).flatMap(mover -> view.text("spec", mover, "destinationPVC"));
  }

  private static Optional<String> mover(ResourceView view) {
    return view.object("spec").entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Map<?, ?>)
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("trigger") && !name.equals("external"))
        .findFirst();
  }

  private static String status(ResourceView view, Map<String, @Nullable Object> synchronizing) {
    boolean warned = "True".equals(view.condition("Warning").get("status"));
    String reason = synchronizing.get("reason") instanceof String text ? text : "Pending";
    String status =
        switch (reason) {
          case "SyncInProgress" -> "Synchronizing";
          case "WaitingForSchedule", "WaitingForManual", "CleaningUp" -> idle(view);
          default -> reason;
        };
    String shown = warned ? status + ",Warning" : status;
    return view.condition(ManifestCondition.TYPE).get("reason") instanceof String invalid
        ? shown + "," + invalid
        : shown;
  }

  private static String idle(ResourceView view) {
    Optional<String> failure = view.text("status", "sync", "failure", "reason");
    if (failure.isPresent()) {
      return failure.get();
    }
    return view.text("status", "lastSyncTime").isPresent() ? "Synchronized" : "Pending";
  }

  void yaml(List<ResourceView> views) {
    surroundings.out().print(YamlWriter.write(document(views)));
  }

  void json(List<ResourceView> views) {
    surroundings.out().println(JsonWriter.write(document(views)));
  }

  /** One object if one was named, else a list. */
  private Map<String, @Nullable Object> document(List<ResourceView> views) {
    if (target.name().isPresent() && views.size() == 1) {
      return views.get(0).document();
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("apiVersion", "v1");
    list.put("kind", "List");
    list.put("items", views.stream().map(ResourceView::document).toList());
    return list;
  }
}
