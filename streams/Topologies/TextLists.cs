using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies;

/// <summary>Stores that keep a short list of distinct texts per key, because a range scan of a store sorts all of it.</summary>
internal static class TextLists
{
    /// <summary>Adds a text to the list of a key; false when it was there.</summary>
    public static bool AddText(this IKeyValueStore<string, TextList> store, string key, string text)
    {
        var items = store.Texts(key);
        if (items.Contains(text))
            return false;
        store.Put(key, new TextList { Items = [.. items, text] });
        return true;
    }

    /// <summary>The list of a key, empty when there is none, in the order of first appearance.</summary>
    public static IReadOnlyList<string> Texts(this IKeyValueStore<string, TextList> store, string key) =>
        store.TryGet(key, out var list) ? list.Items : [];
}
