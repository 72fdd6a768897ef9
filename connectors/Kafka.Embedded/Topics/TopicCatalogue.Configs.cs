using System.Globalization;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

internal sealed partial class TopicCatalogue
{
    /// <summary>DescribeConfigs for one resource; null or empty <paramref name="names"/> means all.</summary>
    public DescribeConfigsResult DescribeConfigs(ConfigResource resource, string name, IReadOnlyCollection<string>? names)
    {
        if (CheckResource(resource, name) is { Error: not ErrorCode.None } wrong)
        {
            return new(wrong.Error, wrong.Message, []);
        }

        if (resource == ConfigResource.Broker)
        {
            return new(ErrorCode.None, null, BrokerConfig.Describe(names));
        }

        return _byName.TryGetValue(name, out Topic? topic)
            ? new(ErrorCode.None, null, topic.Config.Describe(names))
            : new(ErrorCode.UnknownTopicOrPartition, Unknown(name).Message, []);
    }

    /// <summary>AlterConfigs for one resource: replaces its whole set.</summary>
    public Task<AdminResult> SetConfigsAsync(
        ConfigResource resource,
        string name,
        IReadOnlyList<KeyValuePair<string, string?>> configs,
        bool validateOnly
    ) =>
        AlterAsync(
            resource,
            name,
            validateOnly,
            (_, next) =>
            {
                next.Clear();
                return Collect(configs, next) is { } wrong ? new(ErrorCode.InvalidConfig, wrong) : AdminResult.Done;
            }
        );

    /// <summary>IncrementalAlterConfigs for one resource: all changes or none.</summary>
    public Task<AdminResult> ChangeConfigsAsync(
        ConfigResource resource,
        string name,
        IReadOnlyList<ConfigChange> changes,
        bool validateOnly
    ) =>
        AlterAsync(
            resource,
            name,
            validateOnly,
            (topic, next) =>
            {
                if (changes.Select(change => change.Name).Distinct(StringComparer.Ordinal).Count() != changes.Count)
                {
                    return new(ErrorCode.InvalidRequest, "A config may be changed only once in a request.");
                }

                AdminResult result = AdminResult.Done;
                foreach (ConfigChange change in changes)
                {
                    result = result.Error == ErrorCode.None ? Apply(change, topic, next) : result;
                }

                return result;
            }
        );

    private Task<AdminResult> AlterAsync(
        ConfigResource resource,
        string name,
        bool validateOnly,
        Func<Topic?, Dictionary<string, string>, AdminResult> edit
    ) =>
        ChangeAsync(
            $"Altering configs of {resource} '{name}'",
            async () =>
            {
                Topic? topic = null;
                if (CheckResource(resource, name) is { Error: not ErrorCode.None } wrong)
                {
                    return wrong;
                }

                if (resource == ConfigResource.Topic && !_byName.TryGetValue(name, out topic))
                {
                    return Unknown(name);
                }

                var next = new Dictionary<string, string>(topic?.Config.Overrides ?? BrokerConfig.Dynamic, StringComparer.Ordinal);
                AdminResult edited = edit(topic, next);
                string? reason = topic is null ? BrokerConfig.Check(next) : TopicConfigs.Check(next);
                if (edited.Error != ErrorCode.None || reason is not null)
                {
                    return edited.Error != ErrorCode.None ? edited : new(ErrorCode.InvalidConfig, reason);
                }

                return validateOnly ? AdminResult.Done : await StoreAsync(topic, next);
            },
            reason => new(ErrorCode.KafkaStorageError, reason)
        );

    private async Task<AdminResult> StoreAsync(Topic? topic, Dictionary<string, string> next)
    {
        if (topic is not null)
        {
            await log.AppendAsync(new TopicConfigsSet(topic.Id, next));
            Use(topic, next);
            return AdminResult.Done;
        }

        await log.AppendAsync(new BrokerConfigsSet(next));
        BrokerConfig.Dynamic = next;
        foreach (Topic each in _byId.Values)
        {
            Use(each, each.Config.Overrides);
        }

        return AdminResult.Done;
    }

    private void Use(Topic topic, IReadOnlyDictionary<string, string> overrides)
    {
        topic.Config = new TopicConfig(overrides, BrokerConfig.TopicDefaults);
        LogConfig config = topic.Config.ToLogConfig();
        foreach (PartitionLog partition in topic.Partitions)
        {
            partition.Config = config;
        }
    }

    private static AdminResult Apply(ConfigChange change, Topic? topic, Dictionary<string, string> next)
    {
        if (change.Operation == ConfigOperation.Delete)
        {
            next.Remove(change.Name); // also a name that there is not: what is left is right, and Kafka does not mind either
            return AdminResult.Done;
        }

        if (change.Value is null)
        {
            return Invalid($"A null value is not supported for {change.Name}.");
        }

        if (change.Operation == ConfigOperation.Set)
        {
            next[change.Name] = change.Value;
            return AdminResult.Done;
        }

        bool known = Enum.IsDefined(change.Operation);
        if (
            !known
            || topic is null
            || !TopicConfigs.ByName.TryGetValue(change.Name, out ConfigDefinition? config)
            || config.Type != ConfigType.List
        )
        {
            return Invalid($"{change.Operation} is not allowed for {change.Name}: it is not a list.");
        }

        List<string> items = ConfigChecks.Items(topic.Config[change.Name]);
        List<string> given = ConfigChecks.Items(change.Value);
        IEnumerable<string> result = change.Operation == ConfigOperation.Append ? items.Union(given) : items.Except(given);
        next[change.Name] = string.Join(',', result);
        return AdminResult.Done;
    }

    private AdminResult CheckResource(ConfigResource resource, string name) =>
        resource switch
        {
            ConfigResource.Topic => IsValidName(name) ? AdminResult.Done : new(ErrorCode.InvalidTopic, $"'{name}' is not a topic name."),
            ConfigResource.Broker => name.Length == 0 || name == BrokerConfig.NodeId.ToString(CultureInfo.InvariantCulture)
                ? AdminResult.Done
                : new(ErrorCode.InvalidRequest, $"There is no broker '{name}'; this is broker {BrokerConfig.NodeId}."),
            _ => new(ErrorCode.InvalidRequest, $"Configs of resource type {(sbyte)resource} are not supported."),
        };

    private static AdminResult Invalid(string message) => new(ErrorCode.InvalidConfig, message);

    /// <summary>Fills a set; says what is wrong with the list, or null.</summary>
    private static string? Collect(IReadOnlyList<KeyValuePair<string, string?>> configs, Dictionary<string, string> set)
    {
        foreach ((string name, string? value) in configs)
        {
            if (value is null)
            {
                return $"A null value is not supported for {name}.";
            }

            if (!set.TryAdd(name, value))
            {
                return $"Config {name} is given twice.";
            }
        }

        return null;
    }
}
